// Requests of an ACS, as they should be and as real ones write them.
#include <gtest/gtest.h>

#include "tests/tr069/codec/envelopes.hpp"

namespace lineman::cwmp {
namespace {

using test::envelope;
using test::request_in;
using test::set_values;

TEST(Requests, WithoutArguments) {
  EXPECT_EQ(request_in(envelope("<cwmp:GetRPCMethods/>")),
            Request{GetRPCMethods{Namespace::cwmp_1_0}});
  EXPECT_EQ(request_in(envelope("<cwmp:FactoryReset></cwmp:FactoryReset>")),
            Request{FactoryReset{}});
}

TEST(Requests, SetParameterValuesKeepsNamesTypesAndValues) {
  const auto text = envelope(R"(
    <cwmp:SetParameterValues>
      <ParameterList soapenc:arrayType="cwmp:ParameterValueStruct[3]">
        <ParameterValueStruct>
          <Name>Device.A</Name><Value xsi:type="xsd:unsignedInt">300</Value>
        </ParameterValueStruct>
        <ParameterValueStruct>
          <Name>Device.B</Name><Value xsi:type="xsd:string"/>
        </ParameterValueStruct>
        <ParameterValueStruct><Name>Device.C</Name><Value> two  words </Value></ParameterValueStruct>
      </ParameterList>
      <ParameterKey>key 1</ParameterKey>
    </cwmp:SetParameterValues>)");
  const SetParameterValues expected{.values = {{"Device.A", "unsignedInt", "300"},
                                               {"Device.B", "string", ""},
                                               {"Device.C", "", " two  words "}},
                                    .parameter_key = "key 1"};
  EXPECT_EQ(request_in(text), Request{expected});
}

TEST(Requests, ANameTwiceStaysThereTwice) {
  const auto request = request_in(
      set_values("<ParameterValueStruct><Name>A</Name><Value>1</Value></ParameterValueStruct>"
                 "<ParameterValueStruct><Name>A</Name><Value>2</Value></ParameterValueStruct>"));
  EXPECT_EQ(std::get<SetParameterValues>(request).values,
            (std::vector<AssignedValue>{{"A", "", "1"}, {"A", "", "2"}}));
}

TEST(Requests, AnyTypeIsKeptByItsLocalName) {
  for (const auto* type : {"xsd:dateTime", "soapenc:dateTime", "dateTime", "undeclared:dateTime"}) {
    const auto request =
        request_in(set_values("<ParameterValueStruct><Name>A</Name><Value xsi:type=\"" +
                              std::string(type) + "\">x</Value></ParameterValueStruct>"));
    EXPECT_EQ(std::get<SetParameterValues>(request).values.at(0).type, "dateTime") << type;
  }
}

TEST(Requests, TypesAreBounded) {
  const auto request =
      request_in(set_values("<ParameterValueStruct><Name>A</Name><Value xsi:type=\"" +
                            std::string(5000, 't') + "\">x</Value></ParameterValueStruct>"));
  EXPECT_EQ(std::get<SetParameterValues>(request).values.at(0).type.size(), 64U);
}

// The year of XML Schema is none of our business.
TEST(Requests, TypesOfAnOlderXmlSchemaCountToo) {
  auto text = set_values(
      R"(<ParameterValueStruct><Name>A</Name><Value xsi:type="xsd:int">1</Value></ParameterValueStruct>)");
  text.replace(text.find("2001/XMLSchema-instance"), 4, "1999");
  EXPECT_EQ(std::get<SetParameterValues>(request_in(text)).values.at(0).type, "int");
}

TEST(Requests, ArraysAreCountedByWhatIsThere) {
  const GetParameterValues expected{{"Device.", "Device.B"}};
  for (const auto* attribute :
       {"", " soapenc:arrayType=\"xsd:string[2]\"", " soapenc:arrayType=\"xsd:string[1]\"",
        " soapenc:arrayType=\"xsd:string[99]\"", " soapenc:arrayType=\"xsd:string[]\"",
        " soapenc:arrayType=\"nonsense\"", " arrayType=\"xsd:string[99999999999999999999]\"",
        " xsi:type=\"soapenc:Array\" soapenc:arrayType=\"xsd:string[2,2]\""}) {
    const auto text = envelope("<cwmp:GetParameterValues><ParameterNames" + std::string(attribute) +
                               "><string>Device.</string><string>Device.B</string>"
                               "</ParameterNames></cwmp:GetParameterValues>");
    EXPECT_EQ(request_in(text), Request{expected}) << attribute;
  }
}

TEST(Requests, GetParameterValuesTakesTheEmptyPath) {
  EXPECT_EQ(
      request_in(envelope("<cwmp:GetParameterValues><ParameterNames><string/><string></string>"
                          "</ParameterNames></cwmp:GetParameterValues>")),
      (Request{GetParameterValues{{"", ""}}}));
}

TEST(Requests, GetParameterNamesTakesTheEmptyPathAndEachFormOfABoolean) {
  for (const auto& [text, value] : {std::pair("0", false), std::pair("1", true),
                                    std::pair("false", false), std::pair(" true ", true)})
    EXPECT_EQ(request_in(envelope("<cwmp:GetParameterNames><ParameterPath/><NextLevel>" +
                                  std::string(text) + "</NextLevel></cwmp:GetParameterNames>")),
              (Request{GetParameterNames{"", value}}))
        << text;
}

TEST(Requests, SetParameterAttributes) {
  const auto text = envelope(R"(
    <cwmp:SetParameterAttributes>
      <ParameterList soapenc:arrayType="cwmp:SetParameterAttributesStruct[2]">
        <SetParameterAttributesStruct>
          <Name>Device.A</Name>
          <NotificationChange>true</NotificationChange><Notification> 2 </Notification>
          <AccessListChange>0</AccessListChange><AccessList soapenc:arrayType="xsd:string[0]"/>
        </SetParameterAttributesStruct>
        <SetParameterAttributesStruct>
          <Name>Device.B.</Name>
          <NotificationChange>0</NotificationChange><Notification/>
          <AccessListChange>1</AccessListChange>
          <AccessList><string>Subscriber</string></AccessList>
        </SetParameterAttributesStruct>
      </ParameterList>
    </cwmp:SetParameterAttributes>)");
  const SetParameterAttributes expected{{{"Device.A", true, 2U, false, {}},
                                         {"Device.B.", false, std::nullopt, true, {"Subscriber"}}}};
  EXPECT_EQ(request_in(text), Request{expected});
}

// 3 to 6 are for the model to refuse (9009).
TEST(Requests, NotificationComesAsItWasSent) {
  const auto request = request_in(
      envelope("<cwmp:SetParameterAttributes><ParameterList><SetParameterAttributesStruct>"
               "<Name>A</Name><NotificationChange>1</NotificationChange>"
               "<Notification>6</Notification><AccessListChange>0</AccessListChange>"
               "</SetParameterAttributesStruct></ParameterList></cwmp:SetParameterAttributes>"));
  EXPECT_EQ(std::get<SetParameterAttributes>(request).list.at(0).notification, 6U);
}

TEST(Requests, GetParameterAttributes) {
  EXPECT_EQ(request_in(envelope("<cwmp:GetParameterAttributes><ParameterNames><string>Device.A"
                                "</string></ParameterNames></cwmp:GetParameterAttributes>")),
            (Request{GetParameterAttributes{{"Device.A"}}}));
}

TEST(Requests, ChildrenAreReadByNameAndNotByPosition) {
  EXPECT_EQ(request_in(envelope("<cwmp:AddObject><ParameterKey>k</ParameterKey>"
                                "<ObjectName>Device.X.</ObjectName></cwmp:AddObject>")),
            (Request{AddObject{"Device.X.", "k"}}));
  EXPECT_EQ(request_in(envelope("<cwmp:DeleteObject><ObjectName>Device.X.1.</ObjectName>"
                                "<ParameterKey/></cwmp:DeleteObject>")),
            (Request{DeleteObject{"Device.X.1.", ""}}));
}

TEST(Requests, KeysOf32CharactersAreTaken) {
  std::string key = "\u20ac";
  key += std::string(31, 'x');
  EXPECT_EQ(request_in(envelope("<cwmp:Reboot><CommandKey>" + key + "</CommandKey></cwmp:Reboot>")),
            (Request{Reboot{key}}));
}

TEST(Requests, CommentsAndUnknownElementsAreIgnored) {
  const auto text = envelope(R"(
    <!-- before --><cwmp:Reboot xmlns:x="urn:x" x:attribute="1">
      <Reason>none<x:Detail>text</x:Detail></Reason>
      <x:CommandKey>another</x:CommandKey>
      <!-- within --><CommandKey>a<!-- in the text -->b<?a processor?>c</CommandKey>
    </cwmp:Reboot>)");
  EXPECT_EQ(request_in(text), (Request{Reboot{"abc"}}));
}

TEST(Requests, AnyPrefixesWillDo) {
  const auto* const text = R"(<E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/">
    <E:Body><Reboot xmlns="urn:dslforum-org:cwmp-1-1"><CommandKey>k</CommandKey></Reboot></E:Body>
    </E:Envelope>)";
  EXPECT_EQ(request_in(text), (Request{Reboot{"k"}}));
  EXPECT_EQ(request_in(envelope("<cwmp:Reboot><cwmp:CommandKey>k</cwmp:CommandKey></cwmp:Reboot>")),
            (Request{Reboot{"k"}}));
}

TEST(Requests, WithAByteOrderMark) {
  EXPECT_EQ(request_in("\xEF\xBB\xBF" + envelope("<cwmp:GetRPCMethods/>")),
            Request{GetRPCMethods{Namespace::cwmp_1_0}});
}

// SOAP's encoding, with everything that it permits.
TEST(Requests, WithAnEncodingStyle) {
  auto text =
      envelope("<cwmp:Reboot><CommandKey xsi:type=\"xsd:string\">k</CommandKey></cwmp:Reboot>");
  text.replace(text.find("<soap:Body>"), 11,
               "<soap:Body soap:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">");
  EXPECT_EQ(request_in(text), (Request{Reboot{"k"}}));
}

TEST(Requests, ValuesOfAnyLengthAreTaken) {
  const std::string name(100'000, 'n');
  const std::string value(3'000'000, 'v');
  const auto request =
      request_in(set_values("<ParameterValueStruct><Name>" + name + "</Name><Value>" + value +
                            "</Value></ParameterValueStruct>"));
  EXPECT_EQ(std::get<SetParameterValues>(request).values,
            (std::vector<AssignedValue>{{name, "", value}}));
}

TEST(Requests, UnknownRpcsKeepTheirName) {
  EXPECT_EQ(request_in(envelope("<cwmp:X_00005E_Dance><Name><a/></Name></cwmp:X_00005E_Dance>")),
            (Request{UnknownRequest{"X_00005E_Dance"}}));
  const auto request = request_in(envelope("<cwmp:" + std::string(5000, 'N') + "/>"));
  EXPECT_EQ(std::get<UnknownRequest>(request).name, std::string(61, 'N') + "...");
}

}  // namespace
}  // namespace lineman::cwmp
