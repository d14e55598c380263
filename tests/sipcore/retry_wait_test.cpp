#include "sipcore/registration/retry_wait.hpp"

#include <gtest/gtest.h>

#include "sipcore/registration/random_wait.hpp"

namespace lineman::sipcore {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

RetrySettings back_off(int min_time, int max_time) {
  return {.interval = seconds(7), .min_time = seconds(min_time), .max_time = seconds(max_time)};
}

TEST(RetryWait, DoublesUpToItsCeiling) {
  const auto settings = back_off(30, 1800);
  EXPECT_EQ(retry_wait(settings, 1), (WaitRange{seconds(30), seconds(60)}));
  EXPECT_EQ(retry_wait(settings, 2), (WaitRange{seconds(60), seconds(120)}));
  EXPECT_EQ(retry_wait(settings, 5), (WaitRange{seconds(480), seconds(960)}));
  EXPECT_EQ(retry_wait(settings, 6), (WaitRange{seconds(900), seconds(1800)}));
  EXPECT_EQ(retry_wait(settings, 4'000'000'000U), (WaitRange{seconds(900), seconds(1800)}));
  EXPECT_EQ(retry_wait(back_off(1, 65'535), 100),
            (WaitRange{milliseconds(32'767'500), seconds(65'535)}));
}

TEST(RetryWait, TakesACeilingBelowTheBaseForTheBase) {
  EXPECT_EQ(retry_wait(back_off(10, 4), 3), (WaitRange{seconds(5), seconds(10)}));
  EXPECT_EQ(retry_wait(back_off(10, 0), 3), (WaitRange{seconds(5), seconds(10)}));
}

TEST(RetryWait, IsNeverShorterThanASecond) {
  EXPECT_EQ(retry_wait(back_off(1, 1), 1), (WaitRange{seconds(1), seconds(1)}));
}

TEST(RetryWait, IsTheFixedIntervalWithoutABase) {
  EXPECT_EQ(retry_wait(back_off(0, 60), 9), (WaitRange{seconds(7), seconds(7)}));
  EXPECT_EQ(retry_wait({.interval = seconds(0)}, 1), std::nullopt);
}

TEST(RandomWait, LiesBetweenTheTwoAndIsNotAlwaysTheSame) {
  const Duration least = seconds(10);
  const Duration most = seconds(20);
  const auto first = random_wait(least, most);
  bool differs = false;
  for (int i = 0; i < 100; ++i) {
    const auto wait = random_wait(least, most);
    EXPECT_GE(wait, least);
    EXPECT_LE(wait, most);
    differs = differs || wait != first;
  }
  EXPECT_TRUE(differs);
  EXPECT_EQ(random_wait(least, least), least);
}

}  // namespace
}  // namespace lineman::sipcore
