#include "tr069/codec/messages.hpp"

#include <gmock/gmock.h>

namespace lineman::cwmp {
namespace {

TEST(Messages, RequestsAreNamedAsTheirRpcs) {
  EXPECT_EQ(name_of(GetRPCMethods{}), "GetRPCMethods");
  EXPECT_EQ(name_of(SetParameterValues{}), "SetParameterValues");
  EXPECT_EQ(name_of(GetParameterValues{}), "GetParameterValues");
  EXPECT_EQ(name_of(GetParameterNames{}), "GetParameterNames");
  EXPECT_EQ(name_of(SetParameterAttributes{}), "SetParameterAttributes");
  EXPECT_EQ(name_of(GetParameterAttributes{}), "GetParameterAttributes");
  EXPECT_EQ(name_of(AddObject{}), "AddObject");
  EXPECT_EQ(name_of(DeleteObject{}), "DeleteObject");
  EXPECT_EQ(name_of(Reboot{}), "Reboot");
  EXPECT_EQ(name_of(FactoryReset{}), "FactoryReset");
  EXPECT_EQ(name_of(UnknownRequest{"Download"}), "Download");
  EXPECT_EQ(name_of(BadRequest{"Reboot", "why"}), "Reboot");
}

TEST(Messages, SupportedMethodsAreThoseThatAreAnswered) {
  EXPECT_THAT(
      supported_methods(),
      testing::ElementsAre("GetRPCMethods", "SetParameterValues", "GetParameterValues",
                           "GetParameterNames", "SetParameterAttributes", "GetParameterAttributes",
                           "AddObject", "DeleteObject", "Reboot", "FactoryReset"));
}

TEST(Messages, TypesAreWrittenWithThePrefixThatAcssCompare) {
  EXPECT_EQ(to_string(ValueType::string), "xsd:string");
  EXPECT_EQ(to_string(ValueType::int_), "xsd:int");
  EXPECT_EQ(to_string(ValueType::unsigned_int), "xsd:unsignedInt");
  EXPECT_EQ(to_string(ValueType::unsigned_long), "xsd:unsignedLong");
  EXPECT_EQ(to_string(ValueType::boolean), "xsd:boolean");
  EXPECT_EQ(to_string(ValueType::date_time), "xsd:dateTime");
}

TEST(Messages, NamespacesAreThoseOfTheVersions) {
  EXPECT_EQ(to_string(Namespace::cwmp_1_0), "urn:dslforum-org:cwmp-1-0");
  EXPECT_EQ(to_string(Namespace::cwmp_1_1), "urn:dslforum-org:cwmp-1-1");
  EXPECT_EQ(to_string(Namespace::cwmp_1_2), "urn:dslforum-org:cwmp-1-2");
  EXPECT_EQ(to_string(Namespace::cwmp_1_3), "urn:dslforum-org:cwmp-1-3");
  EXPECT_EQ(to_string(Namespace::cwmp_1_4), "urn:dslforum-org:cwmp-1-4");
}

// TR-069, A.5.1.
TEST(Messages, FaultsBlameTheSideThatTheStandardNames) {
  for (const auto code :
       {FaultCode::method_not_supported, FaultCode::request_denied, FaultCode::internal_error,
        FaultCode::resources_exceeded, FaultCode::notification_rejected})
    EXPECT_FALSE(is_client_fault(code)) << static_cast<unsigned>(code);
  for (const auto code : {FaultCode::invalid_arguments, FaultCode::invalid_parameter_name,
                          FaultCode::invalid_parameter_type, FaultCode::invalid_parameter_value,
                          FaultCode::not_writable})
    EXPECT_TRUE(is_client_fault(code)) << static_cast<unsigned>(code);
}

}  // namespace
}  // namespace lineman::cwmp
