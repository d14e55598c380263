#include "tr069/session/schedule.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.hpp"

namespace lineman::cwmp {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

class ScheduleTest : public ::testing::Test {
 public:
  // Lets the loop turn, without time passing.
  void turn() { clock.advance({}); }
  double next() const {
    if (!schedule.next()) return -1;
    return std::chrono::duration<double>(*schedule.next() - clock.now()).count();
  }
  // A session that is wanted and ends at once.
  void session(bool good = true) {
    schedule.want();
    turn();
    if (good) {
      schedule.succeeded();
    } else {
      schedule.failed({}, true);
    }
  }
  // So long that earlier sessions are none in a row.
  void rest() { clock.advance(row_window); }

  test::FakeClock clock;
  int opened = 0;
  Schedule schedule{clock, [] { return 0.5; }, [this] { ++opened; }};
};

TEST_F(ScheduleTest, WithoutAnAcsNothingIsOpened) {
  schedule.want();
  clock.advance(hours{1});
  EXPECT_EQ(opened, 0);
  EXPECT_EQ(next(), -1);
  schedule.set_ready(true);
  turn();
  EXPECT_EQ(opened, 1) << "what was wanted waits for one";
}

TEST_F(ScheduleTest, WithoutAReasonNothingIsOpened) {
  schedule.set_ready(true);
  clock.advance(hours{1});
  EXPECT_EQ(opened, 0);
}

TEST_F(ScheduleTest, AllOfOneTurnIsOneSession) {
  schedule.set_ready(true);
  schedule.want();
  schedule.want();
  schedule.want();
  EXPECT_EQ(opened, 0) << "never from within";
  turn();
  EXPECT_EQ(opened, 1);
  EXPECT_TRUE(schedule.running());
  schedule.succeeded();
  clock.advance(hours{1});
  EXPECT_EQ(opened, 1);
}

TEST_F(ScheduleTest, WhatComesDuringASessionIsOneMoreAfterIt) {
  schedule.set_ready(true);
  schedule.want();
  turn();
  schedule.want();
  schedule.want();
  clock.advance(seconds{5});
  EXPECT_EQ(opened, 1) << "one at a time";
  schedule.succeeded();
  EXPECT_EQ(opened, 1);
  turn();
  EXPECT_EQ(opened, 2);
  schedule.succeeded();
  clock.advance(hours{1});
  EXPECT_EQ(opened, 2);
}

TEST_F(ScheduleTest, AFailedSessionIsTriedAgainAsTheLadderSays) {
  schedule.set_ready(true);
  schedule.want();
  turn();
  for (const double wait : {7.5, 15.0, 30.0, 60.0}) {
    schedule.failed({}, true);
    EXPECT_EQ(next(), wait);
    const auto before = opened;
    clock.advance_to(*schedule.next() - milliseconds{1});
    EXPECT_EQ(opened, before);
    clock.advance(milliseconds{1});
    EXPECT_EQ(opened, before + 1);
  }
  schedule.succeeded();
  rest();
  session(false);
  EXPECT_EQ(next(), 7.5) << "the ladder begins anew";
}

TEST_F(ScheduleTest, ANewEventTriesAtOnceAndTheLadderGoesOn) {
  schedule.set_ready(true);
  session(false);
  session(false);
  EXPECT_EQ(opened, 2);
  EXPECT_EQ(next(), 15.0);
  schedule.want();
  turn();
  EXPECT_EQ(opened, 3);
  schedule.failed({}, true);
  EXPECT_EQ(next(), 30.0);
}

TEST_F(ScheduleTest, AnEventDuringASessionThatFailsTriesAtOnce) {
  schedule.set_ready(true);
  schedule.want();
  turn();
  schedule.want();
  schedule.failed({}, true);
  turn();
  EXPECT_EQ(opened, 2);
}

TEST_F(ScheduleTest, ASessionForAConnectionRequestAloneIsNotTriedAgain) {
  schedule.set_ready(true);
  schedule.want();
  turn();
  schedule.failed({}, false);
  clock.advance(hours{10});
  EXPECT_EQ(opened, 1);
}

TEST_F(ScheduleTest, ARetryUsesThePolicyOfItsFailure) {
  schedule.set_ready(true);
  schedule.want();
  turn();
  schedule.failed({.minimum_wait = 100, .multiplier = 1000}, true);
  EXPECT_EQ(next(), 100.0);
}

TEST_F(ScheduleTest, WithoutAnAcsARetryWaitsAndThenComesAtOnce) {
  schedule.set_ready(true);
  session(false);
  schedule.set_ready(false);
  turn();
  EXPECT_EQ(next(), -1);
  schedule.set_ready(true);
  schedule.set_ready(true);
  turn();
  EXPECT_EQ(opened, 2) << "the next ACS has not failed yet";
  schedule.failed({}, true);
  schedule.set_ready(false);
  clock.advance(hours{1});
  EXPECT_EQ(opened, 2);
}

TEST_F(ScheduleTest, AnAcsThatGoesDuringASessionIsAskedNoMore) {
  schedule.set_ready(true);
  schedule.want();
  turn();
  schedule.want();
  schedule.set_ready(false);
  EXPECT_TRUE(schedule.running());
  schedule.failed({}, true);
  clock.advance(hours{1});
  EXPECT_EQ(opened, 1);
}

TEST_F(ScheduleTest, SessionsInARowAreFollowedByAPause) {
  schedule.set_ready(true);
  for (std::size_t i = 0; i < sessions_in_a_row; ++i) session();
  EXPECT_EQ(opened, sessions_in_a_row);
  schedule.want();
  turn();
  EXPECT_EQ(opened, sessions_in_a_row);
  EXPECT_EQ(next(), seconds{row_pause}.count());
  clock.advance(row_pause / 2);
  schedule.want();
  EXPECT_EQ(next(), seconds{row_pause / 2}.count()) << "asking again makes it no later";
  clock.advance(row_pause / 2);
  EXPECT_EQ(opened, sessions_in_a_row + 1);
  schedule.succeeded();
  rest();
  session();
  EXPECT_EQ(opened, sessions_in_a_row + 2);
}

TEST_F(ScheduleTest, AnAcsThatAlwaysChangesSomethingGetsNoMoreThanItsShare) {
  schedule.set_ready(true);
  schedule.want();
  const auto end = clock.now() + hours{1};
  while (clock.fire_next(end)) {
    schedule.want();  // during each session
    schedule.succeeded();
  }
  EXPECT_LE(opened, 60 * sessions_in_a_row + sessions_in_a_row);
  EXPECT_GT(opened, 300);
}

TEST_F(ScheduleTest, AnEndOfNoSessionIsNone) {
  schedule.set_ready(true);
  schedule.succeeded();
  schedule.failed({}, true);
  clock.advance(hours{1});
  EXPECT_EQ(opened, 0);
}

TEST(ScheduleOwner, MayEndTheSessionFromWithinOpen) {
  test::FakeClock clock;
  int opened = 0;
  std::unique_ptr<Schedule> schedule;
  schedule = std::make_unique<Schedule>(
      clock, [] { return 0.0; },
      [&] {
        if (++opened == 3) {
          schedule.reset();
        } else {
          schedule->failed({}, true);
        }
      });
  schedule->set_ready(true);
  schedule->want();
  clock.advance(hours{1});
  EXPECT_EQ(opened, 3);
  EXPECT_EQ(clock.armed(), 0U);
}

// An ACS that says 503 with Retry-After.
class ClosedAcs : public ScheduleTest {
 protected:
  // A session fails, and the ACS wants to be left alone for so long.
  void fail(seconds closed_for) {
    schedule.want();
    turn();
    schedule.failed({}, true, closed_for);
  }
  void SetUp() override { schedule.set_ready(true); }
};

TEST_F(ClosedAcs, IsNotTriedAgainBeforeItOpensNorBeforeTheLadderSaysSo) {
  fail(seconds{120});
  EXPECT_EQ(next(), 120);
  clock.advance(seconds{120});
  EXPECT_EQ(opened, 2);
  schedule.failed({}, true, seconds{1});
  EXPECT_EQ(next(), 15);  // the second rung
}

TEST_F(ClosedAcs, IsNotTriedForANewEventEither) {
  fail(seconds{120});
  clock.advance(seconds{20});
  schedule.want();
  EXPECT_EQ(next(), 100);
  turn();
  EXPECT_EQ(opened, 1);
}

TEST_F(ClosedAcs, IsTriedAtOnceWhereItAsksItself) {
  fail(seconds{120});
  schedule.want_though_closed();
  turn();
  EXPECT_EQ(opened, 2);
  schedule.failed({}, true);
  schedule.want();
  EXPECT_EQ(next(), 0) << "what it said before does not count any more";
}

TEST_F(ClosedAcs, IsNotWaitedForLongerThanAnHour) {
  fail(hours{24 * 365});
  EXPECT_EQ(next(), seconds{longest_closed}.count());
}

}  // namespace
}  // namespace lineman::cwmp
