// SOAP's header of what the ACS sends (SOAP 1.1, 4.2; TR-069, 3.5).
#include <gtest/gtest.h>

#include "tests/tr069/codec/envelopes.hpp"

namespace lineman::cwmp {
namespace {

using test::envelope;
using test::error_in;

Envelope decoded(std::string_view header, std::string_view version = "1-0") {
  Codec codec;
  auto result = codec.decode(envelope("<cwmp:GetRPCMethods/>", header, version));
  if (result) return *result;
  ADD_FAILURE() << result.error().sentence;
  return {};
}

std::string blocks(std::string_view text) {
  return "<soap:Header>" + std::string(text) + "</soap:Header>";
}

TEST(Header, MayBeAbsent) {
  EXPECT_EQ(decoded("").header, Header{});
  EXPECT_EQ(decoded("<soap:Header/>").header, Header{});
}

TEST(Header, TheIdComesExactly) {
  for (const std::string id :
       {"1", "null", "", " a  b ", "\u00fc-1", "API_aa0642e34b23820801e7642ad7cb536c"})
    EXPECT_EQ(decoded(blocks("<cwmp:ID soap:mustUnderstand=\"1\">" + id + "</cwmp:ID>")).header.id,
              id);
  EXPECT_EQ(decoded(blocks("<cwmp:ID>&lt;&amp;<![CDATA[>]]></cwmp:ID>")).header.id, "<&>");
}

TEST(Header, HoldRequestsAndUseCwmpVersion) {
  const auto header = decoded(blocks("<cwmp:ID soap:mustUnderstand=\"1\">1</cwmp:ID>"
                                     "<cwmp:HoldRequests soap:mustUnderstand=\"1\">true"
                                     "</cwmp:HoldRequests>"
                                     "<cwmp:UseCWMPVersion soap:mustUnderstand=\"1\">1.2"
                                     "</cwmp:UseCWMPVersion>"),
                              "1-2")
                          .header;
  EXPECT_EQ(header, (Header{.id = "1", .hold_requests = true, .use_cwmp_version = "1.2"}));
  EXPECT_FALSE(decoded(blocks("<cwmp:HoldRequests>0</cwmp:HoldRequests>")).header.hold_requests);
}

TEST(Header, HoldRequestsThatIsNoBooleanIsNotGuessedAt) {
  const auto error = error_in(
      envelope("<cwmp:GetRPCMethods/>", blocks("<cwmp:HoldRequests>maybe</cwmp:HoldRequests>")));
  EXPECT_EQ(error.kind, DecodeError::Kind::not_cwmp);
  EXPECT_EQ(error.sentence, "HoldRequests is no boolean");
}

TEST(Header, TheVersionIsThatOfTheRequest) {
  EXPECT_EQ(decoded("", "1-0").cwmp, Namespace::cwmp_1_0);
  EXPECT_EQ(decoded("", "1-1").cwmp, Namespace::cwmp_1_1);
  EXPECT_EQ(decoded("", "1-4").cwmp, Namespace::cwmp_1_4);
}

TEST(Header, UnknownOnesAreIgnored) {
  EXPECT_EQ(decoded(blocks("<x:Y xmlns:x=\"urn:x\"><z>a</z></x:Y><cwmp:New>1</cwmp:New>"
                           "<x:Y xmlns:x=\"urn:x\" soap:mustUnderstand=\"0\">z</x:Y>"
                           "<cwmp:ID>7<x/></cwmp:ID>"))
                .header,
            Header{.id = "7"});
}

TEST(Header, UnknownOnesThatMustBeUnderstoodAreRefused) {
  for (const std::string block :
       {"<x:Y xmlns:x=\"urn:x\" soap:mustUnderstand=\"1\"/>", "<cwmp:Y soap:mustUnderstand=\"1\"/>",
        "<Y soap:mustUnderstand=\"true\" soap:actor=\"\"/>",
        "<Y soap:mustUnderstand=\"1\" soap:actor="
        "\"http://schemas.xmlsoap.org/soap/actor/next\"/>"}) {
    const auto error =
        error_in(envelope("<cwmp:GetRPCMethods/>", blocks("<cwmp:ID>42</cwmp:ID>" + block)));
    EXPECT_EQ(error.kind, DecodeError::Kind::must_understand) << block;
    EXPECT_EQ(error.sentence, "the header <Y> is unknown and must be understood");
    EXPECT_EQ(error.id, "42");
    EXPECT_TRUE(error.is_request);
  }
}

TEST(Header, WhatIsMeantForSomebodyElseIsNotOurs) {
  EXPECT_EQ(decoded(blocks("<cwmp:ID>1</cwmp:ID><x:Y xmlns:x=\"urn:x\" soap:actor=\"urn:another\""
                           " soap:mustUnderstand=\"1\"/>"))
                .header,
            Header{.id = "1"});
}

}  // namespace
}  // namespace lineman::cwmp
