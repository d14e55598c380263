#include "daemon/token_bucket.hpp"

#include <gtest/gtest.h>

namespace lineman::daemon {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Rate six_a_minute{6, minutes{1}};
constexpr TimePoint start{std::chrono::hours{1}};

TEST(TokenBucket, GivesSoManyAtOnce) {
  TokenBucket bucket{six_a_minute, start};
  for (int i = 0; i < 6; ++i) EXPECT_TRUE(bucket.take(six_a_minute, start));
  EXPECT_FALSE(bucket.take(six_a_minute, start));
}

TEST(TokenBucket, FillsUpEvenly) {
  TokenBucket bucket{six_a_minute, start};
  while (bucket.take(six_a_minute, start)) {
  }
  EXPECT_FALSE(bucket.take(six_a_minute, start + milliseconds{9999}));
  EXPECT_TRUE(bucket.take(six_a_minute, start + seconds{10} + milliseconds{1}));
  EXPECT_FALSE(bucket.take(six_a_minute, start + seconds{11}));
}

TEST(TokenBucket, NeverHoldsMoreThanItsAmount) {
  TokenBucket bucket{six_a_minute, start};
  const auto later = start + std::chrono::hours{24};
  for (int i = 0; i < 6; ++i) EXPECT_TRUE(bucket.take(six_a_minute, later));
  EXPECT_FALSE(bucket.take(six_a_minute, later));
  EXPECT_EQ(bucket.last(), later);
}

TEST(TokenBucket, LookingTakesNothing) {
  TokenBucket bucket{Rate{1}, start};
  EXPECT_TRUE(bucket.has_one(Rate{1}, start));
  EXPECT_TRUE(bucket.has_one(Rate{1}, start));
  EXPECT_TRUE(bucket.take(Rate{1}, start));
  EXPECT_FALSE(bucket.has_one(Rate{1}, start));
}

}  // namespace
}  // namespace lineman::daemon
