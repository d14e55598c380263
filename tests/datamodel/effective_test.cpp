#include "datamodel/effective.hpp"

#include <gmock/gmock.h>

namespace lineman::datamodel {
namespace {

class EffectiveTest : public testing::Test {
 protected:
  void set(std::string_view leaf, std::string_view value) {
    values_.set(ref("account.1.sip_server.1." + std::string{leaf}), value);
  }
  static ParameterRef ref(std::string_view name) {
    return find_by_name(name, maximum_accounts).value();
  }
  Effective of(std::string_view leaf) const {
    return effective(values_, ref("account.1.sip_server.1." + std::string{leaf}));
  }

  Values values_;
};

TEST_F(EffectiveTest, AnOrdinaryValueActsAsStored) {
  set("expires", "300");
  EXPECT_EQ(of("expires"), (Effective{"300", ""}));
}

TEST_F(EffectiveTest, AShortFailbackTimeoutActsAsSixtySeconds) {
  set("address", "sip.example.com");
  set("failback_mode", "3");
  set("failback_timeout", "17");
  EXPECT_EQ(of("failback_timeout"), (Effective{"60", "1 to 59 seconds act as 60"}));
  set("failback_timeout", "60");
  EXPECT_EQ(of("failback_timeout"), (Effective{"60", ""}));
  set("failback_timeout", "0");
  EXPECT_EQ(of("failback_timeout"), (Effective{"0", ""}));
}

TEST_F(EffectiveTest, FailbackNeedsADomainName) {
  set("address", "192.0.2.1");
  set("failback_mode", "2");
  EXPECT_EQ(of("failback_mode"),
            (Effective{"0", "does not act because the server's address is not a domain name"}));
  set("address", "sip.example.com");
  EXPECT_EQ(of("failback_mode"), (Effective{"2", ""}));
}

TEST_F(EffectiveTest, OnlySignalWithRegisteredNeedsBothOfItsConditions) {
  set("address", "sip.example.com");
  set("only_signal_with_registered", "1");
  EXPECT_EQ(of("only_signal_with_registered").reason, "does not act while register_on_enable is 0");
  set("register_on_enable", "1");
  EXPECT_EQ(of("only_signal_with_registered").value, "0");
  set("failback_mode", "1");
  EXPECT_EQ(of("only_signal_with_registered"), (Effective{"1", ""}));
}

TEST_F(EffectiveTest, ResubscribingNeedsAFailbackMode) {
  set("address", "sip.example.com");
  set("failback_subscribe.enable", "1");
  EXPECT_EQ(of("failback_subscribe.enable").value, "0");
  set("failback_mode", "3");
  EXPECT_EQ(of("failback_subscribe.enable"), (Effective{"1", ""}));
}

TEST_F(EffectiveTest, NaptrNeedsANameAndNoPort) {
  set("address", "sip.example.com");
  set("transport_type", "3");
  EXPECT_EQ(of("transport_type"), (Effective{"0", "acts as UDP because the port is not 0"}));
  set("port", "0");
  EXPECT_EQ(of("transport_type"), (Effective{"3", ""}));
  set("address", "2001:db8::1");
  EXPECT_EQ(of("transport_type"),
            (Effective{"0", "acts as UDP because the address is an IP address"}));
}

TEST_F(EffectiveTest, TimerT2IsNotBelowT1) {
  values_.set(ref("sip.timer_t1"), "5");
  EXPECT_EQ(effective(values_, ref("sip.timer_t2")), (Effective{"5", "a T2 below T1 acts as T1"}));
}

TEST_F(EffectiveTest, TheFallbackTimeoutIsForSuccessiveRegistration) {
  const auto timeout = ref("account.1.fallback.timeout");
  values_.set(timeout, "30");
  EXPECT_EQ(effective(values_, timeout).reason,
            "does not act while redundancy_type is 0 (concurrent)");
  values_.set(ref("account.1.fallback.redundancy_type"), "1");
  EXPECT_EQ(effective(values_, timeout), (Effective{"30", ""}));
}

TEST_F(EffectiveTest, ASecretIsNeverGiven) {
  values_.set(ref("account.1.password"), "hunter2");
  EXPECT_EQ(effective(values_, ref("account.1.password")).value, masked);
}

}  // namespace
}  // namespace lineman::datamodel
