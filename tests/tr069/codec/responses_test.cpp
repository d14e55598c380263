// What the ACS answers: responses and faults.
#include <gtest/gtest.h>

#include "tests/tr069/codec/envelopes.hpp"
#include "tr069/codec/text.hpp"

namespace lineman::cwmp {
namespace {

using test::envelope;

Envelope decoded(const std::string& text) {
  Codec codec;
  auto result = codec.decode(text);
  if (result) return *result;
  ADD_FAILURE() << result.error().sentence;
  return {};
}

Received body_of(const std::string& text) {
  return decoded(text).body;
}

std::string fault(const std::string& members) {
  return envelope("<soap:Fault>" + members + "</soap:Fault>");
}

TEST(Responses, InformResponse) {
  EXPECT_EQ(body_of(envelope("<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes>"
                             "</cwmp:InformResponse>")),
            Received{InformResponse{}});
  EXPECT_EQ(body_of(envelope("<cwmp:InformResponse/>")), Received{InformResponse{}});
}

TEST(Responses, OthersAreNamed) {
  EXPECT_EQ(body_of(envelope("<cwmp:RequestDownloadResponse/>")),
            (Received{UnknownResponse{"RequestDownloadResponse"}}));
}

TEST(Responses, TransferCompleteResponse) {
  EXPECT_EQ(body_of(envelope("<cwmp:TransferCompleteResponse/>")),
            Received{TransferCompleteResponse{}});
}

TEST(Responses, GetRPCMethodsResponseNamesTheMethodsOfTheAcs) {
  EXPECT_EQ(body_of(envelope("<cwmp:GetRPCMethodsResponse><MethodList><string>Inform</string>"
                             "<string>TransferComplete</string></MethodList>"
                             "</cwmp:GetRPCMethodsResponse>")),
            (Received{AcsMethods{{"Inform", "TransferComplete"}}}));
  EXPECT_EQ(body_of(envelope("<cwmp:GetRPCMethodsResponse/>")), Received{AcsMethods{}});
}

TEST(Faults, OfCwmp) {
  const auto text = fault(
      "<faultcode>soap:Server</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault>"
      "<FaultCode>8005</FaultCode><FaultString>Retry\n request\u00fc</FaultString></cwmp:Fault>"
      "</detail>");
  const auto envelope = decoded(text);
  EXPECT_EQ(envelope.body, (Received{AcsFault{8005, "Retry  request\u00fc"}}));
  EXPECT_EQ(envelope.header.id, "42");
  EXPECT_EQ(envelope.cwmp, Namespace::cwmp_1_0);
}

TEST(Faults, WithoutAFaultString) {
  EXPECT_EQ(body_of(fault("<faultstring>CWMP fault</faultstring><detail><cwmp:Fault>"
                          "<FaultCode> 8001 </FaultCode></cwmp:Fault></detail>")),
            (Received{AcsFault{8001, "CWMP fault"}}));
}

TEST(Faults, PlainOnesHaveNoCode) {
  EXPECT_EQ(body_of(fault("<faultcode>soap:Client</faultcode><faultstring>no &lt;such&gt; thing"
                          "</faultstring><detail><x>8005</x></detail>")),
            (Received{AcsFault{0, "no <such> thing"}}));
  EXPECT_EQ(body_of(fault("")), Received{AcsFault{}});
  EXPECT_EQ(
      body_of(fault("<detail><cwmp:Fault><FaultCode>often</FaultCode></cwmp:Fault></detail>")),
      Received{AcsFault{}});
}

// Some write everything in the envelope's namespace.
TEST(Faults, InADefaultNamespace) {
  EXPECT_EQ(body_of("<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body><Fault>"
                    "<faultcode>Server</faultcode><faultstring>broken</faultstring><detail>"
                    "<Fault xmlns=\"urn:dslforum-org:cwmp-1-2\"><FaultCode>8002</FaultCode></Fault>"
                    "</detail></Fault></Body></Envelope>"),
            (Received{AcsFault{8002, "broken"}}));
}

// The text of a value that says "FaultCode 8005" is no fault.
TEST(Faults, AreNotFoundBySearchingTheText) {
  EXPECT_EQ(body_of(envelope("<cwmp:Reboot><CommandKey>soap:Fault 8005 FaultCode</CommandKey>"
                             "</cwmp:Reboot>")),
            (Received{Request{Reboot{"soap:Fault 8005 FaultCode"}}}));
}

TEST(Faults, SentencesAreBounded) {
  const auto received =
      body_of(fault("<faultstring>" + std::string(100'000, 'x') + "</faultstring>"));
  EXPECT_EQ(std::get<AcsFault>(received).sentence.size(), longest_sentence);
}

}  // namespace
}  // namespace lineman::cwmp
