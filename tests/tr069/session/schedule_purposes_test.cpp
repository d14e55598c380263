// Sessions for an active notification alone (TR-181, DefaultActiveNotificationThrottle), and
// heartbeats (TR-069, annex O).
#include <gtest/gtest.h>

#include "tests/support/fake_clock.hpp"
#include "tr069/session/schedule.hpp"

namespace lineman::cwmp {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

class SchedulePurposes : public ::testing::Test {
 protected:
  SchedulePurposes() { schedule.set_ready(true); }
  void turn() { clock.advance({}); }
  void session() {
    schedule.want();
    turn();
    schedule.succeeded();
  }

  test::FakeClock clock;
  std::string opened;  // "s" for a session, "h" for a heartbeat
  Schedule schedule{clock, [] { return 0.5; },
                    [this] { opened += schedule.is_heartbeat() ? 'h' : 's'; }};
};

TEST_F(SchedulePurposes, TheFirstNotificationWaitsForNothing) {
  schedule.want_notification(hours{1});
  turn();
  EXPECT_EQ(opened, "s");
}

TEST_F(SchedulePurposes, ANotificationWaitsUntilTheThrottleIsOver) {
  session();
  clock.advance(seconds{20});
  schedule.want_notification(seconds{60});
  clock.advance(seconds{39});
  EXPECT_EQ(opened, "s");
  clock.advance(seconds{1});
  EXPECT_EQ(opened, "ss");
}

TEST_F(SchedulePurposes, AThrottleOfZeroIsNone) {
  session();
  schedule.want_notification(seconds{0});
  turn();
  EXPECT_EQ(opened, "ss");
}

TEST_F(SchedulePurposes, TheThrottleCountsFromTheEndOfTheSession) {
  schedule.want();
  turn();
  schedule.want_notification(seconds{60});
  clock.advance(seconds{30});
  schedule.succeeded();
  clock.advance(seconds{59});
  EXPECT_EQ(opened, "s");
  clock.advance(seconds{1});
  EXPECT_EQ(opened, "ss");
}

TEST_F(SchedulePurposes, WhatElseNeedsASessionTakesTheNotificationAlong) {
  session();
  schedule.want_notification(hours{1});
  session();
  EXPECT_EQ(opened, "ss");
  clock.advance(hours{2});
  EXPECT_EQ(opened, "ss");
}

TEST_F(SchedulePurposes, ARetryIsNotThrottled) {
  session();
  schedule.want();
  turn();
  schedule.want_notification(hours{1});
  schedule.failed({.minimum_wait = 5, .multiplier = 2000}, true);
  clock.advance(seconds{10});
  EXPECT_EQ(opened, "sss");
}

TEST_F(SchedulePurposes, AnotherThrottleCountsForWhatWaits) {
  session();
  schedule.want_notification(hours{1});
  schedule.want_notification(seconds{5});
  clock.advance(seconds{5});
  EXPECT_EQ(opened, "ss");
}

TEST_F(SchedulePurposes, AHeartbeatIsASessionOfItsOwn) {
  schedule.want_heartbeat();
  turn();
  EXPECT_EQ(opened, "h");
  schedule.succeeded();
  EXPECT_FALSE(schedule.is_heartbeat());
  EXPECT_FALSE(schedule.next());
}

TEST_F(SchedulePurposes, AHeartbeatComesBehindWhatElseIsDue) {
  schedule.want_heartbeat();
  schedule.want();
  turn();
  EXPECT_EQ(opened, "s");
  schedule.succeeded();
  turn();
  EXPECT_EQ(opened, "sh");
}

TEST_F(SchedulePurposes, NewsDuringAHeartbeatAreAnotherSession) {
  schedule.want_heartbeat();
  turn();
  schedule.want();
  schedule.succeeded();
  turn();
  EXPECT_EQ(opened, "hs");
}

TEST_F(SchedulePurposes, AHeartbeatThatFailsIsNotTriedAgain) {
  schedule.want_heartbeat();
  turn();
  schedule.failed({}, true);
  clock.advance(hours{24});
  EXPECT_EQ(opened, "h");
}

TEST_F(SchedulePurposes, AHeartbeatLeavesTheRetryLadderAlone) {
  schedule.want();
  turn();
  schedule.failed({.minimum_wait = 100, .multiplier = 2000}, true);
  const auto retry = schedule.next();
  schedule.want_heartbeat();
  turn();
  EXPECT_EQ(opened, "sh");
  schedule.failed({.minimum_wait = 100, .multiplier = 2000}, true);
  EXPECT_EQ(schedule.next(), retry);
}

TEST_F(SchedulePurposes, WithoutAnAcsAHeartbeatIsForgotten) {
  schedule.want_heartbeat();
  schedule.set_ready(false);
  schedule.want_heartbeat();
  schedule.set_ready(true);
  turn();
  EXPECT_EQ(opened, "");
}

}  // namespace
}  // namespace lineman::cwmp
