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
  EXPECT_EQ(name_of(Download{}), "Download");
  EXPECT_EQ(name_of(Upload{}), "Upload");
  EXPECT_EQ(name_of(ScheduleInform{}), "ScheduleInform");
  EXPECT_EQ(name_of(CancelTransfer{}), "CancelTransfer");
  EXPECT_EQ(name_of(GetAllQueuedTransfers{}), "GetAllQueuedTransfers");
  EXPECT_EQ(name_of(ScheduleDownload{}), "ScheduleDownload");
  EXPECT_EQ(name_of(UnknownRequest{"Bake"}), "Bake");
  EXPECT_EQ(name_of(BadRequest{"Reboot", "why"}), "Reboot");
}

TEST(Messages, SupportedMethodsAreThoseThatAreAnswered) {
  EXPECT_THAT(supported_methods(),
              testing::ElementsAre("GetRPCMethods", "SetParameterValues", "GetParameterValues",
                                   "GetParameterNames", "SetParameterAttributes",
                                   "GetParameterAttributes", "AddObject", "DeleteObject", "Reboot",
                                   "FactoryReset", "Download", "Upload", "ScheduleInform",
                                   "CancelTransfer", "GetAllQueuedTransfers", "ScheduleDownload"));
}

// The schemas cwmp-1-0 and cwmp-1-1 do not have them.
TEST(Messages, MethodsThatANamespaceDoesNotHaveAreNotListedInIt) {
  using testing::Contains;
  using testing::Not;
  for (const auto* later : {"CancelTransfer", "ScheduleDownload"}) {
    EXPECT_THAT(supported_methods(Namespace::cwmp_1_1), Not(Contains(later)));
    EXPECT_TRUE(is_supported(later, Namespace::cwmp_1_4));
    EXPECT_FALSE(is_supported(later, Namespace::cwmp_1_1));
  }
  EXPECT_THAT(supported_methods(Namespace::cwmp_1_1), Contains("GetAllQueuedTransfers"));
  EXPECT_THAT(supported_methods(Namespace::cwmp_1_0), Not(Contains("GetAllQueuedTransfers")));
  EXPECT_THAT(supported_methods(Namespace::cwmp_1_0), Contains("Download"));
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
