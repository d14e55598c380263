// What is no message of CWMP: refused before anything reads it, with the place and as much of the
// header as could be read.
#include <gtest/gtest.h>

#include "tests/tr069/codec/envelopes.hpp"
#include "tr069/codec/xml_gate.hpp"

namespace lineman::cwmp {
namespace {

using test::envelope;
using test::error_in;
using test::usual_header;
using Kind = DecodeError::Kind;

// Refused for this reason, as XML, with the ID of the usual header and something to answer.
void expect_not_xml(const std::string& text, const std::string& sentence) {
  const auto error = error_in(text);
  EXPECT_EQ(error.kind, Kind::not_xml);
  EXPECT_EQ(error.sentence, sentence);
  EXPECT_EQ(error.id, "42");
  EXPECT_TRUE(error.is_request);
}

TEST(NotXml, MismatchedTags) {
  expect_not_xml(envelope("<cwmp:Reboot>\n<CommandKey>a</Commandkey></cwmp:Reboot>"),
                 "line 5: mismatched tag");
}

TEST(NotXml, ASecondRoot) {
  expect_not_xml(envelope("<cwmp:GetRPCMethods/>") + "<a/>", "line 5: junk after document element");
}

TEST(NotXml, AnEndThatIsMissing) {
  auto text = envelope("<cwmp:GetRPCMethods/>");
  text.resize(text.find("</soap:Body>"));
  expect_not_xml(text, "line 4: no element found");
}

TEST(NotXml, ABareAmpersandInADownload) {
  expect_not_xml(envelope("<cwmp:Download>\n<URL>http://acs/?x=1&y=2</URL></cwmp:Download>"),
                 "line 5: not well-formed (invalid token)");
}

TEST(NotXml, TextThatIsNoUtf8) {
  expect_not_xml(envelope("<cwmp:Reboot><CommandKey>\xC3(</CommandKey></cwmp:Reboot>"),
                 "line 4: not well-formed (invalid token)");
  expect_not_xml(envelope("<cwmp:Reboot><CommandKey>\xED\xA0\x80</CommandKey></cwmp:Reboot>"),
                 "line 4: not well-formed (invalid token)");
}

TEST(NotXml, NulAndOtherControlCharacters) {
  for (const char c : {'\0', '\x01', '\x1F'})
    expect_not_xml(
        envelope("<cwmp:Reboot><CommandKey>a" + std::string(1, c) + "</CommandKey></cwmp:Reboot>"),
        "line 4: not well-formed (invalid token)");
  expect_not_xml(envelope("<cwmp:Reboot><CommandKey>&#1;</CommandKey></cwmp:Reboot>"),
                 "line 4: reference to invalid character number");
}

TEST(NotXml, APrefixThatIsNotDeclared) {
  expect_not_xml(envelope("<x:Reboot/>"), "line 4: unbound prefix");
}

TEST(NotXml, AnEntityThatIsNotOneOfXml) {
  expect_not_xml(envelope("<cwmp:Reboot><CommandKey>&nbsp;</CommandKey></cwmp:Reboot>"),
                 "line 4: undefined entity");
}

TEST(NotXml, ADocumentType) {
  const auto whole = envelope("<cwmp:Reboot><CommandKey>&a;</CommandKey></cwmp:Reboot>");
  for (const std::string type :
       {"<!DOCTYPE a [<!ENTITY a \"x\">]>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">"}) {
    auto text = whole;
    text.insert(text.find("\n") + 1, type);
    const auto error = error_in(text);
    EXPECT_EQ(error.kind, Kind::not_xml);
    EXPECT_EQ(error.sentence, "line 2: a document type declaration is not permitted");
  }
}

TEST(NotXml, AnotherEncoding) {
  auto text = envelope("<cwmp:GetRPCMethods/>");
  text.replace(text.find("UTF-8"), 5, "ISO-8859-1");
  EXPECT_EQ(error_in(text).sentence, "line 1: the encoding is not UTF-8");
}

TEST(NotXml, Utf16) {
  using namespace std::string_view_literals;
  const auto text = envelope("<cwmp:GetRPCMethods/>");
  for (const auto mark : {""sv, "\xFF\xFE"sv}) {
    std::string wide(mark);
    for (const char c : text) wide.append({c, '\0'});
    EXPECT_EQ(error_in(wide).sentence, "line 1: the encoding is not UTF-8");
  }
  for (const auto mark : {""sv, "\xFE\xFF"sv}) {
    std::string wide(mark);
    for (const char c : text) wide.append({'\0', c});
    EXPECT_EQ(error_in(wide).sentence, "line 1: the encoding is not UTF-8");
  }
}

TEST(NotXml, TextAndNothing) {
  for (const std::string text : {"", "Bad Request", " \n", "{}"}) {
    const auto error = error_in(text);
    EXPECT_EQ(error.kind, Kind::not_xml) << text;
    EXPECT_EQ(error.id, std::nullopt);
  }
}

std::string nested(unsigned depth) {  // below Envelope, Body and Reboot
  std::string body = "<cwmp:Reboot><CommandKey>k</CommandKey>";
  for (unsigned i = 0; i < depth; ++i) body += "<a>";
  for (unsigned i = 0; i < depth; ++i) body += "</a>";
  return envelope(body + "</cwmp:Reboot>");
}

TEST(Limits, OfDepth) {
  EXPECT_EQ(test::request_in(nested(maximum_depth - 3)), (Request{Reboot{"k"}}));
  expect_not_xml(nested(maximum_depth - 2), "line 4: elements are nested deeper than 32");
}

TEST(Limits, OfSize) {
  auto text = envelope("<cwmp:Reboot><CommandKey>k</CommandKey></cwmp:Reboot>");
  text.resize(maximum_envelope, ' ');
  EXPECT_EQ(test::request_in(text), (Request{Reboot{"k"}}));
  text += ' ';
  EXPECT_EQ(error_in(text).sentence, "the message has 4194305 octets, more than 4194304");
}

TEST(Limits, OfHeaders) {
  const auto with = [](std::size_t count) {
    std::string header = "<soap:Header>";
    for (std::size_t i = 0; i < count; ++i) header += "<cwmp:ID>42</cwmp:ID>";
    return envelope("<cwmp:GetRPCMethods/>", header + "</soap:Header>");
  };
  EXPECT_EQ(test::request_in(with(maximum_header_blocks)),
            Request{GetRPCMethods{Namespace::cwmp_1_0}});
  expect_not_xml(with(maximum_header_blocks + 1), "line 2: the header has more than 32 elements");
}

// A response or a fault that is broken is known for what it is, and not answered.
TEST(NotXml, WhatIsNoRequestIsNotAnswered) {
  EXPECT_FALSE(error_in(envelope("<cwmp:InformResponse><a></cwmp:InformResponse>")).is_request);
  EXPECT_FALSE(error_in(envelope("<soap:Fault><a></soap:Fault>")).is_request);
  EXPECT_TRUE(error_in(envelope("<cwmp:Reboot><a></cwmp:Reboot>")).is_request);
}

TEST(NotCwmp, SeveralRequestsOrNone) {
  auto error = error_in(envelope("<cwmp:GetRPCMethods/><cwmp:FactoryReset/>"));
  EXPECT_EQ(error.kind, Kind::not_cwmp);
  EXPECT_EQ(error.sentence,
            "the Body has more than one element: <GetRPCMethods> and <FactoryReset>");
  EXPECT_EQ(error.id, "42");
  EXPECT_TRUE(error.is_request);

  error = error_in(envelope("<!-- nothing -->"));
  EXPECT_EQ(error.kind, Kind::not_cwmp);
  EXPECT_EQ(error.sentence, "the Body is empty");
  EXPECT_FALSE(error.is_request);  // nothing was asked
}

TEST(NotCwmp, AnotherRoot) {
  const auto error = error_in("<html><body><h1>502 Bad Gateway</h1></body></html>");
  EXPECT_EQ(error.kind, Kind::not_cwmp);
  EXPECT_EQ(error.sentence, "<html> is no envelope of SOAP 1.1");
  EXPECT_FALSE(error.is_request);
}

TEST(NotCwmp, AnotherSoap) {
  auto text = envelope("<cwmp:GetRPCMethods/>", "");
  const std::string old = "http://schemas.xmlsoap.org/soap/envelope/";
  text.replace(text.find(old), old.size(), "http://www.w3.org/2003/05/soap-envelope");
  EXPECT_EQ(error_in(text).sentence, "<Envelope> is no envelope of SOAP 1.1");
}

TEST(NotCwmp, AnEnvelopeWithoutBodyOrWithTwo) {
  const std::string root = "<E xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\">";
  EXPECT_EQ(error_in("<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"/>").sentence,
            "the envelope has no Body");
  EXPECT_EQ(error_in(root + "<Body/></E>").sentence, "<E> is no envelope of SOAP 1.1");
  auto text = envelope("<cwmp:GetRPCMethods/>");
  text.insert(text.find("</soap:Envelope>"), "<soap:Body/>");
  EXPECT_EQ(error_in(text).sentence, "line 4: there is a second Body");
}

TEST(NotCwmp, OtherVersionsAndNamespaces) {
  for (const auto* version : {"1-0", "1-1", "1-2", "1-3", "1-4"})
    EXPECT_EQ(test::request_in(envelope("<cwmp:FactoryReset/>", usual_header, version)),
              Request{FactoryReset{}});
  for (const auto* version : {"1-5", "2-0", "1-", "1-0x"}) {
    const auto error = error_in(envelope("<cwmp:GetRPCMethods/>", usual_header, version));
    EXPECT_EQ(error.kind, Kind::not_cwmp) << version;
    EXPECT_EQ(error.id, "42") << version;
  }
  EXPECT_EQ(error_in(envelope("<Reboot xmlns=\"urn:x\"/>")).sentence,
            "<Reboot> is in the namespace \"urn:x\", which is none of CWMP 1.0 to 1.4");
  EXPECT_EQ(error_in(envelope("<Reboot/>")).kind, Kind::not_cwmp);
}

}  // namespace
}  // namespace lineman::cwmp
