#include "tr069/transfers/due_time.hpp"

#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr WallTime now{seconds{1'767'225'600}};  // 2026-01-01T00:00:00Z, the earliest known time
constexpr WallTime never_set{seconds{100}};      // of a clock that began in 1970

DueTime in(seconds delay, WallTime since = now) {
  return {.since = moment_of(since), .delay = delay};
}

TEST(DueTime, ComesWhenItsDelayIsOver) {
  const auto due = in(seconds{5});
  EXPECT_EQ(due.remaining(now), milliseconds{5000});
  EXPECT_EQ(due.remaining(now + milliseconds{4999}), milliseconds{1});
  EXPECT_FALSE(due.has_come(now + milliseconds{4999}));
  EXPECT_TRUE(due.has_come(now + seconds{5}));
  EXPECT_TRUE(due.has_come(now + seconds{500}));
  EXPECT_TRUE(in(seconds{0}).has_come(now));
}

TEST(DueTime, NeverWaitsLongerThanItsDelay) {
  EXPECT_EQ(in(seconds{5}).remaining(now - seconds{1'000}), milliseconds{5000});
  EXPECT_EQ(in(seconds{4'294'967'295}).remaining(now), milliseconds{4'294'967'295'000});
}

TEST(DueTime, CountsAnewWhereTheClockWasSetBack) {
  auto due = in(seconds{5});
  due.look(now - seconds{100});
  EXPECT_EQ(due.remaining(now - seconds{98}), milliseconds{3000});
  EXPECT_TRUE(due.has_come(now - seconds{95}));
}

TEST(DueTime, CountsAnewWhenTheClockIsSetForTheFirstTime) {
  auto due = in(seconds{5}, never_set);
  due.look(never_set + seconds{1});
  EXPECT_EQ(due.remaining(never_set + seconds{1}), milliseconds{4000});
  due.look(now);
  EXPECT_EQ(due.remaining(now), milliseconds{5000});
}

TEST(DueTime, CountsAnewOnAPhoneThatHasLostItsClock) {
  auto due = in(seconds{5});
  due.look(never_set);
  EXPECT_EQ(due.remaining(never_set + seconds{2}), milliseconds{3000});
}

TEST(DueTime, StaysAsItIsWhereTheClockJustGoesOn) {
  auto due = in(seconds{5});
  due.look(now + seconds{3});
  EXPECT_EQ(due, in(seconds{5}));
}

TEST(DueTime, IsReadAsItWasWritten) {
  for (const auto& due : {in(seconds{0}), in(seconds{4'294'967'295}), in(seconds{7}, never_set),
                          in(seconds{7}, now + milliseconds{123})}) {
    EXPECT_EQ(due_time_in(text_of(due)), due) << text_of(due);
  }
  EXPECT_EQ(text_of(in(seconds{7})), "1767225600000 7");
}

TEST(DueTime, NothingElseIsRead) {
  for (const auto* text : {"", "1", "1 ", " 1 2", "1 2 3", "-1 2", "1 -2", "1 4294967296",
                           "4294967295001 1", "a b", "1  2", "99999999999999999999 1"}) {
    EXPECT_EQ(due_time_in(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace lineman::cwmp
