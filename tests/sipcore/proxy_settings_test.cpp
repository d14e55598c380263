// Each parameter of an outbound proxy that has a twin at the server.
#include <gtest/gtest.h>

#include "sipcore/registration/server_settings.hpp"

namespace lineman::sipcore {
namespace {

using std::chrono::seconds;

AccountValues server_values() {
  return {{"sip_server.2.address", "home.test"},
          {"sip_server.2.transport_type", "1"},
          {"sip_server.2.expires", "1234"},
          {"sip_server.2.retry_counts", "7"},
          {"sip_server.2.invite_retry_counts", "8"},
          {"sip_server.2.failback_mode", "3"},
          {"sip_server.2.failback_timeout", "99"},
          {"sip_server.2.register_on_enable", "1"},
          {"sip_server.2.only_signal_with_registered", "1"},
          {"sip_server.2.failback_subscribe.enable", "1"},
          {"outbound_proxy_enable", "1"},
          {"outbound_proxy.2.address", "proxy.test"}};
}

TEST(ProxySettings, InheritWhereTheySayMinusOneOrNothing) {
  auto values = server_values();
  for (const bool written : {false, true}) {
    if (written) {
      for (const auto* name :
           {"retry_counts", "invite_retry_counts", "failback_mode", "failback_timeout",
            "register_on_enable", "only_signal_with_registered", "failback_subscribe.enable"})
        values["outbound_proxy.2." + std::string(name)] = "-1";
    }
    const auto proxy = proxy_settings(values, 2);
    EXPECT_EQ(proxy.retry_counts, 7);
    EXPECT_EQ(proxy.invite_retry_counts, 8);
    EXPECT_EQ(proxy.failback_mode, FailbackMode::duration);
    EXPECT_EQ(proxy.failback_timeout, seconds(99));
    EXPECT_TRUE(proxy.register_on_enable);
    EXPECT_TRUE(proxy.only_signal_with_registered);
    EXPECT_TRUE(proxy.failback_subscribe);
    // They have no twin: always the server's.
    EXPECT_EQ(proxy.transport_type, 1);
    EXPECT_EQ(proxy.expires, seconds(1234));
    EXPECT_EQ(proxy.registrar, "home.test");
  }
}

TEST(ProxySettings, TakeTheirOwnValues) {
  auto values = server_values();
  values["outbound_proxy.2.retry_counts"] = "0";
  values["outbound_proxy.2.invite_retry_counts"] = "1";
  values["outbound_proxy.2.failback_mode"] = "2";
  values["outbound_proxy.2.failback_timeout"] = "0";
  auto proxy = proxy_settings(values, 2);
  EXPECT_EQ(proxy.retry_counts, 0);
  EXPECT_EQ(proxy.invite_retry_counts, 1);
  EXPECT_EQ(proxy.failback_mode, FailbackMode::registration);
  EXPECT_EQ(proxy.failback_timeout, seconds(0));
  for (const auto* name :
       {"register_on_enable", "only_signal_with_registered", "failback_subscribe.enable"})
    values["outbound_proxy.2." + std::string(name)] = "0";
  proxy = proxy_settings(values, 2);
  EXPECT_FALSE(proxy.register_on_enable);
  EXPECT_FALSE(proxy.only_signal_with_registered);
  EXPECT_FALSE(proxy.failback_subscribe);
}

// failback_timeout: 1 to 59 act as 60.
TEST(ProxySettings, HaveAShortestFailbackTimeout) {
  auto values = server_values();
  const std::pair<const char*, int> acts[] = {
      {"0", 0}, {"1", 60}, {"59", 60}, {"60", 60}, {"61", 61}};
  for (const auto& [written, acting] : acts) {
    values["outbound_proxy.2.failback_timeout"] = written;
    EXPECT_EQ(proxy_settings(values, 2).failback_timeout, seconds(acting));
    values["sip_server.2.failback_timeout"] = written;
    EXPECT_EQ(server_settings(values, 2).failback_timeout, seconds(acting));
  }
}

// What needs a failback mode, register_on_enable or a domain name does not act without it.
TEST(ProxySettings, NeedWhatTheyActWith) {
  auto values = server_values();
  values["outbound_proxy.2.failback_mode"] = "0";
  EXPECT_FALSE(proxy_settings(values, 2).only_signal_with_registered);
  EXPECT_FALSE(proxy_settings(values, 2).failback_subscribe);
  values = server_values();
  values["outbound_proxy.2.register_on_enable"] = "0";
  EXPECT_FALSE(proxy_settings(values, 2).only_signal_with_registered);
  EXPECT_TRUE(proxy_settings(values, 2).failback_subscribe);
  for (const auto* address : {"192.0.2.1", "2001:db8::1"}) {
    values = server_values();
    values["outbound_proxy.2.address"] = address;
    const auto proxy = proxy_settings(values, 2);
    EXPECT_EQ(proxy.failback_mode, FailbackMode::new_requests);
    EXPECT_FALSE(proxy.only_signal_with_registered);
    EXPECT_FALSE(proxy.failback_subscribe);
  }
}

}  // namespace
}  // namespace lineman::sipcore
