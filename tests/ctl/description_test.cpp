#include "ctl/description.hpp"

#include <gtest/gtest.h>

#include "ctl/json_reading.hpp"
#include "ctl/name_suggestion.hpp"

namespace lineman::ctl {
namespace {

boost::json::object described(std::string_view name) {
  return describe(*datamodel::find(name, 16));
}

TEST(Description, has_the_promised_shape) {
  const auto shape = described("account.1.sip_server.1.expires");
  EXPECT_EQ(number_of(shape, "version"), 1);
  EXPECT_EQ(text_of(shape, "name"), "account.1.sip_server.1.expires");
  EXPECT_EQ(text_of(shape, "object"), "sipServerExpires.1.1");
  EXPECT_EQ(text_of(shape, "tr069"),
            "Device.Services.VoiceService.1.SIP.Network.1.FQDNServer.1.X_00005E_Failover."
            "RegisterExpires");
  EXPECT_EQ(text_of(shape, "oid"), "1.3.6.1.4.1.32473.2.1.1.4.1.5.1.1");
  EXPECT_EQ(text_of(shape, "kind"), "unsigned");
  EXPECT_EQ(text_of(shape, "permitted"), "30-2147483647");
  EXPECT_EQ(text_of(shape, "default"), "3600");
  EXPECT_EQ(text_of(shape, "unit"), "s");
  EXPECT_EQ(text_of(shape, "access"), "readWrite");
  EXPECT_FALSE(text_of(shape, "help").empty());
  EXPECT_TRUE(shape.at("precondition").is_null());
}

TEST(Description, of_what_the_acs_alone_knows_has_no_mib_object) {
  const auto shape = described("Device.ManagementServer.PeriodicInformTime");
  EXPECT_EQ(text_of(shape, "name"), "Device.ManagementServer.PeriodicInformTime");
  EXPECT_EQ(text_of(shape, "tr069"), "Device.ManagementServer.PeriodicInformTime");
  EXPECT_EQ(text_of(shape, "kind"), "time");
  EXPECT_TRUE(shape.at("oid").is_null());
  EXPECT_TRUE(shape.at("object").is_null());
}

TEST(Description, is_the_same_by_each_name) {
  const auto shape = described("account.1.sip_server.1.expires");
  EXPECT_EQ(shape, described(text_of(shape, "object")));
  EXPECT_EQ(shape, described(text_of(shape, "tr069")));
}

TEST(Description, ends_the_identifier_of_a_scalar_with_0) {
  EXPECT_EQ(text_of(described("sip.timer_t1"), "oid"), "1.3.6.1.4.1.32473.2.1.1.2.2.0");
}

TEST(Description, tells_the_precondition) {
  EXPECT_EQ(text_of(described("account.2.sip_server.1.failback_timeout"), "precondition"),
            "acts only while failback_mode is 3");
}

TEST(Description, of_server_1_alone_names_the_standards_own_paths) {
  EXPECT_EQ(array_of(described("account.1.sip_server.1.expires"), "also").size(), 1);
  EXPECT_TRUE(array_of(described("account.1.sip_server.2.expires"), "also").empty());
}

TEST(Suggestion, finds_what_was_perhaps_meant) {
  EXPECT_EQ(closest_name("account.1.sip_server.1.expire"), "account.1.sip_server.1.expires");
  EXPECT_EQ(closest_name("sip.timer_T1"), "sip.timer_t1");
  EXPECT_EQ(closest_name("expires"), "account.1.sip_server.1.expires");
}

TEST(Suggestion, is_silent_where_nothing_is_near) {
  EXPECT_EQ(closest_name("wholly.different.thing"), "");
  EXPECT_EQ(closest_name("account.*.expire"), "");
  EXPECT_EQ(closest_name(std::string(10'000, 'x')), "");
}

}  // namespace
}  // namespace lineman::ctl
