#include "datamodel/legacy_names.hpp"

#include <gtest/gtest.h>

namespace lineman::datamodel {
namespace {

std::string today(std::string_view legacy) {
  const auto ref = find_by_legacy_name(legacy, 12);
  return ref ? name_of(*ref) : std::string{};
}

TEST(LegacyNames, StandForServer1) {
  EXPECT_EQ(today("account.1.sip_server_host"), "account.1.sip_server.1.address");
  EXPECT_EQ(today("account.12.sip_server_port"), "account.12.sip_server.1.port");
  EXPECT_EQ(today("account.3.transport"), "account.3.sip_server.1.transport_type");
  EXPECT_EQ(today("account.3.retry_counts"), "account.3.sip_server.1.retry_counts");
  EXPECT_EQ(today("account.3.failback_mode"), "account.3.sip_server.1.failback_mode");
  EXPECT_EQ(today("account.3.failback_timeout"), "account.3.sip_server.1.failback_timeout");
  EXPECT_EQ(today("account.3.reregister_enable"), "account.3.sip_server.1.register_on_enable");
}

TEST(LegacyNames, StandForBothOutboundProxies) {
  EXPECT_EQ(today("account.2.outbound_host"), "account.2.outbound_proxy.1.address");
  EXPECT_EQ(today("account.2.outbound_port"), "account.2.outbound_proxy.1.port");
  EXPECT_EQ(today("account.2.backup_outbound_host"), "account.2.outbound_proxy.2.address");
  EXPECT_EQ(today("account.2.backup_outbound_port"), "account.2.outbound_proxy.2.port");
}

TEST(LegacyNames, LackTheMarkOfStaticParameters) {
  EXPECT_EQ(today("managementserver.url"), "static.managementserver.url");
  EXPECT_EQ(today("managementserver.periodic_inform_interval"),
            "static.managementserver.periodic_inform_interval");
}

TEST(LegacyNames, AreExact) {
  for (const auto* name :
       {"", "account.1.sip_server.1.port", "account.13.transport", "account.0.transport",
        "account.01.transport", "account..transport", "account.1.1.transport",
        "account.x.transport", "Account.1.transport", "account.1.transport ",
        "account.1.sip_server.2.transport", "managementserver.", "managementserver.other",
        "account.transport", "transport"}) {
    EXPECT_EQ(today(name), "") << name;
  }
}

// Whatever table they come from, none is dead.
TEST(LegacyNames, AreAllFound) {
  for (const auto& each : legacy_names) {
    std::string name{each.legacy};
    if (const auto mark = name.find('X'); mark != std::string::npos) name.replace(mark, 1, "2");
    const auto ref = find_by_legacy_name(name, 2);
    ASSERT_TRUE(ref) << name;
    EXPECT_EQ(ref->parameter().name, each.name);
    EXPECT_EQ(ref->instance.server, each.server);
  }
}

}  // namespace
}  // namespace lineman::datamodel
