// What we write, to the letter where ACSs look at the letters.
#include <gmock/gmock.h>

#include "tr069/codec/codec.hpp"
#include "tr069/codec/xml_gate.hpp"

namespace lineman::cwmp {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string written(const Response& response, const std::optional<std::string>& id = "1",
                    Namespace cwmp = Namespace::cwmp_1_2) {
  Codec codec;
  return codec.encode(response, id, cwmp);
}

std::string written(const Inform& inform, Namespace cwmp = Namespace::cwmp_1_2) {
  Codec codec;
  return codec.encode(inform, "1", cwmp);
}

Inform usual_inform() {
  return {.device = {"Lineman", "00005E", "DeskPhone", "S1"},
          .events = {{"0 BOOTSTRAP", ""}, {"M Reboot", "key"}},
          .current_time = "0001-01-01T00:00:00Z",
          .retry_count = 7,
          .parameters = {{"Device.RootDataModelVersion", ValueType::string, "2.17"},
                         {"Device.X", ValueType::unsigned_int, "5"}}};
}

TEST(Encode, BeginsWithTheDeclarationAndUsesTheUsualPrefixes) {
  const auto text = written(RebootResponse{});
  EXPECT_THAT(text, testing::StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
  EXPECT_THAT(text, HasSubstr("xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""));
  EXPECT_THAT(text, HasSubstr("xmlns:SOAP-ENC=\"http://schemas.xmlsoap.org/soap/encoding/\""));
  EXPECT_THAT(text, HasSubstr("<cwmp:RebootResponse></cwmp:RebootResponse>"));
}

TEST(Encode, Inform) {
  const auto text = written(usual_inform());
  EXPECT_THAT(text, HasSubstr("<cwmp:ID SOAP-ENV:mustUnderstand=\"1\">1</cwmp:ID>"));
  EXPECT_THAT(text, HasSubstr("<MaxEnvelopes>1</MaxEnvelopes>"));
  EXPECT_THAT(text, HasSubstr("<RetryCount>7</RetryCount>"));
  EXPECT_THAT(text, HasSubstr("<CurrentTime>0001-01-01T00:00:00Z</CurrentTime>"));
  EXPECT_THAT(text, HasSubstr("<Manufacturer>Lineman</Manufacturer><OUI>00005E</OUI>"
                              "<ProductClass>DeskPhone</ProductClass>"
                              "<SerialNumber>S1</SerialNumber>"));
  EXPECT_THAT(text, HasSubstr("<Event SOAP-ENC:arrayType=\"cwmp:EventStruct[2]\">"));
  EXPECT_THAT(text, HasSubstr("<EventCode>M Reboot</EventCode><CommandKey>key</CommandKey>"));
  EXPECT_THAT(text,
              HasSubstr("<ParameterList SOAP-ENC:arrayType=\"cwmp:ParameterValueStruct[2]\">"));
  EXPECT_THAT(text,
              HasSubstr("<Name>Device.X</Name><Value xsi:type=\"xsd:unsignedInt\">5</Value>"));
}

// Its schema is that of 1-4, although the namespace is 1-2.
TEST(Encode, OnlyTheInformOf14AnnouncesVersions) {
  EXPECT_THAT(written(usual_inform()), Not(HasSubstr("SupportedCWMPVersions")));
  EXPECT_THAT(written(usual_inform(), Namespace::cwmp_1_4),
              HasSubstr("<cwmp:SupportedCWMPVersions SOAP-ENV:mustUnderstand=\"0\">"
                        "1.0,1.1,1.2,1.3,1.4</cwmp:SupportedCWMPVersions>"));
  EXPECT_THAT(written(RebootResponse{}, "1", Namespace::cwmp_1_4),
              Not(HasSubstr("SupportedCWMPVersions")));
}

TEST(Encode, TheNamespaceIsTheOneAskedFor) {
  const auto with = [](Namespace cwmp) { return written(RebootResponse{}, "1", cwmp); };
  EXPECT_THAT(with(Namespace::cwmp_1_0), HasSubstr("\"urn:dslforum-org:cwmp-1-0\""));
  EXPECT_THAT(with(Namespace::cwmp_1_1), HasSubstr("\"urn:dslforum-org:cwmp-1-1\""));
  for (const auto cwmp : {Namespace::cwmp_1_2, Namespace::cwmp_1_3, Namespace::cwmp_1_4})
    EXPECT_THAT(with(cwmp), HasSubstr("\"urn:dslforum-org:cwmp-1-2\""));
}

TEST(Encode, TheIdIsEchoedExactlyOrLeftOut) {
  EXPECT_THAT(written(RebootResponse{}, std::nullopt), Not(HasSubstr("Header")));
  EXPECT_THAT(written(RebootResponse{}, "null"), HasSubstr(">null</cwmp:ID>"));
  for (const std::string id : {"", " a\t\n b ", "<&>\"'", "\r\n", "\u00fc"}) {
    const auto outline = read_outline(written(RebootResponse{}, id));
    ASSERT_EQ(outline.headers.size(), 1U);
    EXPECT_EQ(outline.headers[0].text, id);
  }
}

TEST(Encode, ParameterValuesWithTheirTypes) {
  const auto text = written(GetParameterValuesResponse{{{"A", ValueType::boolean, "true"},
                                                        {"B", ValueType::date_time, ""},
                                                        {"C", ValueType::unsigned_long, "9"},
                                                        {"D", ValueType::int_, "-1"}}});
  EXPECT_THAT(text, HasSubstr("SOAP-ENC:arrayType=\"cwmp:ParameterValueStruct[4]\""));
  EXPECT_THAT(text, HasSubstr("<Value xsi:type=\"xsd:boolean\">true</Value>"));
  EXPECT_THAT(text, HasSubstr("<Value xsi:type=\"xsd:dateTime\"/>"));
  EXPECT_THAT(text, HasSubstr("<Value xsi:type=\"xsd:unsignedLong\">9</Value>"));
  EXPECT_THAT(text, HasSubstr("<Value xsi:type=\"xsd:int\">-1</Value>"));
}

TEST(Encode, EmptyListsAreCountedToo) {
  EXPECT_THAT(written(GetParameterValuesResponse{}),
              HasSubstr("<ParameterList SOAP-ENC:arrayType=\"cwmp:ParameterValueStruct[0]\">"));
  EXPECT_THAT(written(GetParameterNamesResponse{}),
              HasSubstr("<ParameterList SOAP-ENC:arrayType=\"cwmp:ParameterInfoStruct[0]\">"));
}

TEST(Encode, TheOtherResponses) {
  EXPECT_THAT(written(GetRPCMethodsResponse{{"Inform", "Reboot"}}),
              HasSubstr("<MethodList SOAP-ENC:arrayType=\"xsd:string[2]\"><string>Inform</string>"
                        "<string>Reboot</string></MethodList>"));
  EXPECT_THAT(written(SetParameterValuesResponse{1}), HasSubstr("<Status>1</Status>"));
  EXPECT_THAT(written(AddObjectResponse{.instance_number = 16, .status = 0}),
              HasSubstr("<cwmp:AddObjectResponse><InstanceNumber>16</InstanceNumber>"
                        "<Status>0</Status></cwmp:AddObjectResponse>"));
  EXPECT_THAT(written(DeleteObjectResponse{1}), HasSubstr("<Status>1</Status>"));
  EXPECT_THAT(written(GetParameterNamesResponse{{{"Device.", false}, {"Device.A", true}}}),
              HasSubstr("<Name>Device.</Name><Writable>0</Writable>"));
  EXPECT_THAT(
      written(GetParameterAttributesResponse{{{"A", Notification::active, {"Subscriber"}}}}),
      HasSubstr("<Name>A</Name><Notification>2</Notification>"
                "<AccessList SOAP-ENC:arrayType=\"xsd:string[1]\">"
                "<string>Subscriber</string></AccessList>"));
  EXPECT_THAT(written(SetParameterAttributesResponse{}),
              HasSubstr("<cwmp:SetParameterAttributesResponse>"));
  EXPECT_THAT(written(FactoryResetResponse{}), HasSubstr("<cwmp:FactoryResetResponse>"));
}

TEST(Encode, FaultsNameEachParameter) {
  const auto text = written(Fault{FaultCode::invalid_arguments,
                                  "two are wrong",
                                  {{"Device.A", FaultCode::not_writable, "read-only"},
                                   {"Device.B", FaultCode::invalid_parameter_value, "too long"}}});
  EXPECT_THAT(text, HasSubstr("<faultcode>SOAP-ENV:Client</faultcode>"
                              "<faultstring>CWMP fault</faultstring><detail><cwmp:Fault>"
                              "<FaultCode>9003</FaultCode>"
                              "<FaultString>two are wrong</FaultString>"));
  EXPECT_THAT(text, HasSubstr("<SetParameterValuesFault><ParameterName>Device.A</ParameterName>"
                              "<FaultCode>9008</FaultCode><FaultString>read-only</FaultString>"
                              "</SetParameterValuesFault><SetParameterValuesFault>"));
  EXPECT_THAT(written(Fault{FaultCode::method_not_supported, "?"}),
              HasSubstr("<faultcode>SOAP-ENV:Server</faultcode>"));
}

TEST(Encode, TheFaultMustUnderstandHasNoDetail) {
  Codec codec;
  const auto text = codec.encode_must_understand("7", Namespace::cwmp_1_0);
  EXPECT_THAT(text, HasSubstr("<faultcode>SOAP-ENV:MustUnderstand</faultcode>"));
  EXPECT_THAT(text, HasSubstr(">7</cwmp:ID>"));
  EXPECT_THAT(text, Not(HasSubstr("detail")));
}

TEST(Encode, ControlCharactersAndWrongOctetsNeverLeave) {
  using namespace std::string_view_literals;
  const std::string dirty("a\0\x01\n\x7F<&>\xFF\u00fc"sv);
  const auto text = written(GetParameterValuesResponse{{{"Device.A", ValueType::string, dirty}}});
  EXPECT_THAT(text, HasSubstr(">a&lt;&amp;&gt;\uFFFD\u00fc</Value>"));
  auto inform = usual_inform();
  inform.device.serial_number = dirty;
  inform.events[0].command_key = dirty;
  EXPECT_EQ(read_outline(written(inform)).problem, std::nullopt);
  EXPECT_EQ(read_outline(written(Fault{FaultCode::internal_error, dirty})).problem, std::nullopt);
}

TEST(Encode, LargeMessagesAreWhole) {
  GetParameterValuesResponse response;
  for (int i = 0; i < 5000; ++i)
    response.values.push_back(
        {"Device.X." + std::to_string(i), ValueType::string, std::string(100, 'v')});
  const auto outline = read_outline(written(response));
  EXPECT_EQ(outline.problem, std::nullopt);
  EXPECT_THAT(outline.plain_body, HasSubstr("Device.X.4999"));
}

TEST(Encode, PromisesATransferWithTheUnknownTime) {
  for (const auto& text : {written(DownloadResponse{}), written(UploadResponse{})}) {
    EXPECT_THAT(text, HasSubstr("<Status>1</Status><StartTime>0001-01-01T00:00:00Z</StartTime>"
                                "<CompleteTime>0001-01-01T00:00:00Z</CompleteTime>"));
  }
}

TEST(Encode, QueuedTransfers) {
  const auto text = written(GetAllQueuedTransfersResponse{
      {{"k", 2, false, "4 Vendor Log File 1", 0, ""}, {"l", 1, true, "1 Firmware", 7, "t"}}});
  EXPECT_THAT(text, HasSubstr("<TransferList SOAP-ENC:arrayType="
                              "\"cwmp:AllQueuedTransferStruct[2]\">"));
  EXPECT_THAT(text, HasSubstr("<CommandKey>k</CommandKey><State>2</State>"
                              "<IsDownload>0</IsDownload><FileType>4 Vendor Log File 1</FileType>"
                              "<FileSize>0</FileSize><TargetFileName/>"));
}

TEST(Encode, TransferComplete) {
  Codec codec;
  TransferComplete complete{.command_key = "k",
                            .fault = FaultCode::file_corrupted,
                            .sentence = "a.cfg:3: no",
                            .start_time = "2026-01-01T00:00:00Z",
                            .complete_time = "2026-01-01T00:00:01Z"};
  EXPECT_THAT(codec.encode(OwnRequest{complete}, "2", Namespace::cwmp_1_2),
              HasSubstr("<cwmp:TransferComplete><CommandKey>k</CommandKey><FaultStruct>"
                        "<FaultCode>9018</FaultCode><FaultString>a.cfg:3: no</FaultString>"
                        "</FaultStruct><StartTime>2026-01-01T00:00:00Z</StartTime>"
                        "<CompleteTime>2026-01-01T00:00:01Z</CompleteTime>"
                        "</cwmp:TransferComplete>"));
  complete.fault.reset();
  complete.sentence.clear();
  EXPECT_THAT(codec.encode(OwnRequest{complete}, "2", Namespace::cwmp_1_2),
              HasSubstr("<FaultCode>0</FaultCode><FaultString/>"));
}

}  // namespace
}  // namespace lineman::cwmp
