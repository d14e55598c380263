#include "tr069/session/retry_ladder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace lineman::cwmp {
namespace {

using std::chrono::milliseconds;

constexpr auto lowest = [] { return 0.0; };
constexpr auto highest = [] { return 0.999; };

struct Rung {
  long shortest;  // seconds
  long longest;
};
// TR-069, table 3, and two rows more.
constexpr std::array<Rung, 12> rungs = {{{5, 10},
                                         {10, 20},
                                         {20, 40},
                                         {40, 80},
                                         {80, 160},
                                         {160, 320},
                                         {320, 640},
                                         {640, 1280},
                                         {1280, 2560},
                                         {2560, 5120},
                                         {2560, 5120},
                                         {2560, 5120}}};

TEST(RetryLadder, WaitsAsTheTableSays) {
  RetryLadder short_ones;
  RetryLadder long_ones;
  for (std::size_t n = 0; n < rungs.size(); ++n) {
    const auto [shortest, longest] = rungs.at(n);
    EXPECT_EQ(short_ones.failed({}, lowest), milliseconds{shortest * 1000}) << n;
    const auto wait = long_ones.failed({}, highest);
    EXPECT_EQ(wait.count(), std::llround(static_cast<double>(shortest) * 1999)) << n;
    EXPECT_LT(wait, milliseconds{longest * 1000}) << n;
    EXPECT_EQ(long_ones.attempts(), n + 1);
  }
}

TEST(RetryLadder, BeginsAnewAfterASuccess) {
  RetryLadder ladder;
  ladder.failed({}, lowest);
  ladder.failed({}, lowest);
  ladder.succeeded();
  EXPECT_EQ(ladder.attempts(), 0U);
  EXPECT_EQ(ladder.failed({}, lowest), milliseconds{5000});
}

TEST(RetryLadder, FollowsAnotherPolicyFromTheNextFailureOn) {
  RetryLadder ladder;
  const RetryPolicy policy{.minimum_wait = 10, .multiplier = 1500};
  EXPECT_EQ(ladder.failed(policy, lowest), milliseconds{10'000});
  EXPECT_EQ(ladder.failed(policy, lowest), milliseconds{15'000});
  EXPECT_EQ(ladder.failed({}, lowest), milliseconds{20'000});
  const RetryPolicy constant{.minimum_wait = 7, .multiplier = 1000};
  EXPECT_EQ(ladder.failed(constant, highest), milliseconds{7000});
}

TEST(RetryLadder, NoWaitIsLongerThanTheLongest) {
  RetryLadder ladder;
  const RetryPolicy policy{.minimum_wait = 65'535, .multiplier = 65'535};
  for (int n = 0; n < 12; ++n) EXPECT_LE(ladder.failed(policy, highest), longest_retry_wait) << n;
  EXPECT_EQ(ladder.failed(policy, lowest), longest_retry_wait);
}

TEST(RetryLadder, APolicyOutsideItsRangesCountsAsTheNearestWithin) {
  RetryLadder ladder;
  const RetryPolicy policy{.minimum_wait = 0, .multiplier = 0};
  EXPECT_EQ(ladder.failed(policy, lowest), milliseconds{1000});
  EXPECT_EQ(ladder.failed(policy, highest), milliseconds{1000});
}

}  // namespace
}  // namespace lineman::cwmp
