#include "tests/datamodel/effective_fixture.hpp"

namespace lineman::datamodel {
namespace {

constexpr char account_1[] = "account.1.";

class EffectiveRegistrationTest : public EffectiveBelow<account_1> {
 protected:
  void use_proxies() {
    set("outbound_proxy_enable", "1");
    set("outbound_proxy.2.address", "proxy.example.com");
  }
};

TEST_F(EffectiveRegistrationTest, AnEmptyAuthNameActsAsTheUserName) {
  EXPECT_EQ(of("auth_name"), (Effective{"", ""}));
  set("user_name", "1001");
  EXPECT_EQ(of("auth_name"), (Effective{"1001", "an empty name acts as user_name"}));
  set("auth_name", "alice");
  EXPECT_EQ(of("auth_name"), (Effective{"alice", ""}));
}

TEST_F(EffectiveRegistrationTest, TheFallbackTimeoutIsForSuccessiveRegistration) {
  set("fallback.timeout", "30");
  EXPECT_EQ(of("fallback.timeout").reason, "does not act while redundancy_type is 0 (concurrent)");
  set("fallback.redundancy_type", "1");
  EXPECT_EQ(of("fallback.timeout"), (Effective{"30", ""}));
  use_proxies();
  EXPECT_EQ(of("fallback.timeout").reason,
            "does not act while outbound proxies are used: outbound_proxy_fallback_interval acts "
            "instead");
}

TEST_F(EffectiveRegistrationTest, OutboundProxiesAreUsedOneAtATime) {
  EXPECT_EQ(of("fallback.redundancy_type"), (Effective{"0", ""}));
  use_proxies();
  EXPECT_EQ(of("fallback.redundancy_type"),
            (Effective{"1", "acts as 1 (successive) while outbound proxies are used"}));
}

TEST_F(EffectiveRegistrationTest, AFailedRegistrationMovesOnlyAnAccountWithOneServerAtATime) {
  set("redundancy_with_reg_fail.enable", "1");
  EXPECT_EQ(of("redundancy_with_reg_fail.enable"),
            (Effective{"0", "does not act while redundancy_type is 0 (concurrent)"}));
  use_proxies();
  EXPECT_EQ(of("redundancy_with_reg_fail.enable"), (Effective{"1", ""}));
  set("outbound_proxy_enable", "0");
  set("fallback.redundancy_type", "1");
  EXPECT_EQ(of("redundancy_with_reg_fail.enable"), (Effective{"1", ""}));
}

TEST_F(EffectiveRegistrationTest, TheBackOffTakesThePlaceOfTheRetryInterval) {
  EXPECT_EQ(of("reg_fail_retry_interval"), (Effective{"30", ""}));
  set("reg_fail_retry_interval", "10");
  EXPECT_EQ(of("reg_fail_retry_interval"), (Effective{"10", ""}));
  set("reg_failed_retry_min_time", "5");
  EXPECT_EQ(of("reg_fail_retry_interval"),
            (Effective{"10", "does not act while reg_failed_retry_min_time is above 0"}));
}

TEST_F(EffectiveRegistrationTest, WithoutIntervalAndBackOffThereIsNoRetry) {
  set("reg_fail_retry_interval", "0");
  EXPECT_EQ(of("reg_fail_retry_interval"),
            (Effective{"0", "stops further attempts until something changes"}));
}

TEST_F(EffectiveRegistrationTest, TheCeilingOfTheBackOffIsNotBelowItsBase) {
  set("reg_failed_retry_max_time", "40");
  EXPECT_EQ(of("reg_failed_retry_max_time"),
            (Effective{"40", "does not act while reg_failed_retry_min_time is 0"}));
  set("reg_failed_retry_min_time", "50");
  EXPECT_EQ(of("reg_failed_retry_max_time"),
            (Effective{"50", "a value below reg_failed_retry_min_time acts as it"}));
  set("reg_failed_retry_min_time", "40");
  EXPECT_EQ(of("reg_failed_retry_max_time"), (Effective{"40", ""}));
}

TEST_F(EffectiveRegistrationTest, AnOverlapIsBelowTheLease) {
  constexpr auto rule =
      "renews at half of a lease of up to 1200 seconds, 600 seconds before the end of a longer one";
  EXPECT_EQ(of("register_expires_overlap"), (Effective{"-1", rule}));
  set("sip_server.1.address", "sip.example.com");
  set("sip_server.1.expires", "60");
  set("register_expires_overlap", "59");
  EXPECT_EQ(of("register_expires_overlap"), (Effective{"59", ""}));
  set("register_expires_overlap", "60");
  EXPECT_EQ(
      of("register_expires_overlap"),
      (Effective{"-1", std::string{"is not below account.1.sip_server.1.expires and "} + rule}));
  set("sip_server.1.address", "");
  EXPECT_EQ(of("register_expires_overlap"), (Effective{"60", ""})) << "no server is asked";
}

TEST_F(EffectiveRegistrationTest, NaptrNamesAreForTargetsThatAreLookedUpSo) {
  set("naptr_build", "1");
  EXPECT_EQ(of("naptr_build").value, "0");
  set("sip_server.2.address", "sip.example.com");
  set("sip_server.2.transport_type", "3");
  EXPECT_EQ(
      of("naptr_build"),
      (Effective{"0",
                 "does not act because nothing has transport_type 3, port 0 and a domain name"}));
  set("sip_server.2.port", "0");
  EXPECT_EQ(of("naptr_build"), (Effective{"1", ""}));
  use_proxies();
  EXPECT_EQ(of("naptr_build").value, "0") << "the proxy is the target";
  set("outbound_proxy.2.port", "0");
  EXPECT_EQ(of("naptr_build"), (Effective{"1", ""}));
}

TEST_F(EffectiveRegistrationTest, TheProxiesIntervalNeedsThem) {
  EXPECT_EQ(of("outbound_proxy_fallback_interval"), (Effective{"3600", ""}));
  set("outbound_proxy_fallback_interval", "60");
  EXPECT_EQ(of("outbound_proxy_fallback_interval"),
            (Effective{"60", "does not act while outbound_proxy_enable is 0"}));
  set("outbound_proxy_enable", "1");
  EXPECT_EQ(of("outbound_proxy_fallback_interval"),
            (Effective{"60", "does not act while no outbound proxy has an address"}));
  use_proxies();
  EXPECT_EQ(of("outbound_proxy_fallback_interval"), (Effective{"60", ""}));
}

TEST_F(EffectiveRegistrationTest, ProxiesWithoutAnAddressAreNotUsed) {
  set("outbound_proxy_enable", "1");
  EXPECT_EQ(of("outbound_proxy_enable"),
            (Effective{"0", "does not act while no outbound proxy has an address"}));
  EXPECT_FALSE(uses_outbound_proxies(values_, 1));
  use_proxies();
  EXPECT_EQ(of("outbound_proxy_enable"), (Effective{"1", ""}));
  EXPECT_TRUE(uses_outbound_proxies(values_, 1));
  EXPECT_FALSE(uses_outbound_proxies(values_, 2));
  set("outbound_proxy_enable", "0");
  EXPECT_FALSE(uses_outbound_proxies(values_, 1));
}

}  // namespace
}  // namespace lineman::datamodel
