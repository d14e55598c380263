#include "sipcore/transaction/give_up_time.hpp"

#include <gtest/gtest.h>

#include <array>

#include "sipcore/registration/lease.hpp"

namespace lineman::sipcore {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// T1 0.5 s and T2 4 s: written out by hand, for retry_counts 0 to 20.
TEST(GiveUpTime, FollowsRetryCounts) {
  constexpr std::array<int, 21> expected = {500,   1500,  3500,  7500,  11500, 15500, 19500,
                                            23500, 27500, 31500, 32000, 32000, 32000, 32000,
                                            32000, 32000, 32000, 32000, 32000, 32000, 32000};
  for (unsigned resends = 0; resends < expected.size(); ++resends) {
    EXPECT_EQ(give_up_time({.resends = resends}), milliseconds(expected[resends])) << resends;
    EXPECT_EQ(give_up_time({.resends = resends, .last = true}), seconds(32)) << resends;
  }
}

TEST(GiveUpTime, FollowsTheTimers) {
  const SipTimers slow{.t1 = seconds(2), .t2 = seconds(5)};
  EXPECT_EQ(give_up_time({.timers = slow, .resends = 0}), seconds(2));
  EXPECT_EQ(give_up_time({.timers = slow, .resends = 1}), seconds(6));
  EXPECT_EQ(give_up_time({.timers = slow, .resends = 3}), seconds(16));  // 2 + 4 + 5 + 5
  EXPECT_EQ(give_up_time({.timers = slow, .last = true}), seconds(128));
}

// T1 0.5 s: intervals that double without T2's limit, written out by hand.
TEST(GiveUpTime, OfAnInviteFollowsInviteRetryCounts) {
  constexpr std::array<int, 21> expected = {500,   1500,  3500,  7500,  15500, 31500, 32000,
                                            32000, 32000, 32000, 32000, 32000, 32000, 32000,
                                            32000, 32000, 32000, 32000, 32000, 32000, 32000};
  for (unsigned resends = 0; resends < expected.size(); ++resends) {
    EXPECT_EQ(invite_give_up_time({.resends = resends}), milliseconds(expected[resends]))
        << resends;
    EXPECT_EQ(invite_give_up_time({.resends = resends, .last = true}), seconds(32)) << resends;
  }
}

TEST(GiveUpTime, OfAnInviteFollowsT1Alone) {
  for (const auto t2 : {seconds(1), seconds(5), seconds(60)}) {
    const SipTimers slow{.t1 = seconds(2), .t2 = t2};
    EXPECT_EQ(invite_give_up_time({.timers = slow, .resends = 0}), seconds(2));
    EXPECT_EQ(invite_give_up_time({.timers = slow, .resends = 3}), seconds(30));  // 2 + 4 + 8 + 16
    EXPECT_EQ(invite_give_up_time({.timers = slow, .resends = 5}), seconds(126));
    EXPECT_EQ(invite_give_up_time({.timers = slow, .resends = 6}), seconds(128));
    EXPECT_EQ(invite_give_up_time({.timers = slow, .last = true}), seconds(128));
  }
}

TEST(GiveUpTime, TakesAT2BelowT1ForT1) {
  const SipTimers odd{.t1 = seconds(10), .t2 = seconds(2)};
  EXPECT_EQ(resend_interval(odd, 0), seconds(10));
  EXPECT_EQ(resend_interval(odd, 5), seconds(10));
  EXPECT_EQ(give_up_time({.timers = odd, .resends = 3}), seconds(40));
}

TEST(Lease, IsRenewedAtHalfOrTenMinutesBefore) {
  EXPECT_EQ(time_to_refresh(seconds(1), seconds(-1)), milliseconds(500));
  EXPECT_EQ(time_to_refresh(seconds(60), seconds(-1)), seconds(30));
  EXPECT_EQ(time_to_refresh(seconds(1200), seconds(-1)), seconds(600));
  EXPECT_EQ(time_to_refresh(seconds(1201), seconds(-1)), seconds(601));
  EXPECT_EQ(time_to_refresh(seconds(3600), seconds(-1)), seconds(3000));
  EXPECT_EQ(time_to_refresh(seconds(4'294'967'295), seconds(-1)), seconds(4'294'966'695));
}

TEST(Lease, IsRenewedByTheOverlap) {
  EXPECT_EQ(time_to_refresh(seconds(3600), seconds(100)), seconds(3500));
  EXPECT_EQ(time_to_refresh(seconds(100), seconds(99)), seconds(1));
  EXPECT_EQ(time_to_refresh(seconds(100), seconds(100)), seconds(50))
      << "an overlap not below the lease acts as -1";
}

}  // namespace
}  // namespace lineman::sipcore
