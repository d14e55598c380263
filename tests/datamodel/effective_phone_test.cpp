#include "tests/datamodel/effective_fixture.hpp"

namespace lineman::datamodel {
namespace {

TEST_F(EffectiveTest, TimerT2IsNotBelowT1) {
  set("sip.timer_t1", "5");
  EXPECT_EQ(of("sip.timer_t2"), (Effective{"5", "a T2 below T1 acts as T1"}));
}

TEST_F(EffectiveTest, ADnsServerHasAtLeastASecond) {
  set("static.network.dns.query_timeout", "0");
  EXPECT_EQ(of("static.network.dns.query_timeout"), (Effective{"1", "0 acts as 1 second"}));
  set("static.network.dns.query_timeout", "1");
  EXPECT_EQ(of("static.network.dns.query_timeout"), (Effective{"1", ""}));
}

TEST_F(EffectiveTest, AnIntervalOfReportsNeedsReports) {
  set("static.managementserver.periodic_inform_enable", "0");
  EXPECT_EQ(of("static.managementserver.periodic_inform_interval"), (Effective{"60", ""}));
  set("static.managementserver.periodic_inform_interval", "300");
  EXPECT_EQ(of("static.managementserver.periodic_inform_interval"),
            (Effective{"300", "does not act while periodic_inform_enable is 0"}));
  set("static.managementserver.periodic_inform_enable", "1");
  EXPECT_EQ(of("static.managementserver.periodic_inform_interval"), (Effective{"300", ""}));
}

TEST_F(EffectiveTest, ASecretIsNeverGiven) {
  set("account.1.password", "hunter2");
  EXPECT_EQ(of("account.1.password").value, masked);
}

// No rule refuses or changes what is stored, and none says more than a line.
TEST_F(EffectiveTest, EveryInitialValueHasAnEffectThatItsKindPermits) {
  for (const auto parameter : all_of(2)) {
    const auto acting = effective(values_, parameter);
    EXPECT_THAT(acting.reason, testing::SizeIs(testing::Lt(120U))) << name_of(parameter);
    EXPECT_FALSE(acting.reason.ends_with('.')) << name_of(parameter);
    if (parameter.parameter().secret) continue;
    EXPECT_EQ(problem_with(parameter.parameter().kind, acting.value), Verdict::good)
        << name_of(parameter) << " acts as " << acting.value;
  }
}

}  // namespace
}  // namespace lineman::datamodel
