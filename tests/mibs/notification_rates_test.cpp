#include "mibs/notifications/notification_rates.hpp"

#include <gtest/gtest.h>

#include "mibs/notifications/limits.hpp"

namespace lineman::mibs {
namespace {

using datamodel::NotificationId;
using std::chrono::seconds;

constexpr TimePoint start{};

unsigned permitted(NotificationRates& rates, NotificationId kind, unsigned account, TimePoint now,
                   unsigned asked = 100) {
  unsigned count = 0;
  for (unsigned i = 0; i < asked; ++i) count += rates.permits(kind, account, now) ? 1U : 0U;
  return count;
}

TEST(NotificationRates, FiveOfAKindAtOnceThenOneInTenSeconds) {
  NotificationRates rates{start};
  EXPECT_EQ(permitted(rates, NotificationId::failover, 1, start), 5U);
  EXPECT_EQ(permitted(rates, NotificationId::failover, 1, start + seconds{9}), 0U);
  EXPECT_EQ(permitted(rates, NotificationId::failover, 1, start + seconds{11}), 1U);
  EXPECT_EQ(permitted(rates, NotificationId::failover, 1, start + seconds{1000}), 5U);
}

TEST(NotificationRates, OneAccountHidesNothingOfAnotherAndOneKindNothingOfAnother) {
  NotificationRates rates{start};
  EXPECT_EQ(permitted(rates, NotificationId::failover, 1, start), 5U);
  EXPECT_EQ(permitted(rates, NotificationId::failover, 2, start), 5U);
  EXPECT_EQ(permitted(rates, NotificationId::failback, 1, start), 5U);
}

TEST(NotificationRates, FiftyOfAllAtOnceThenTenASecond) {
  NotificationRates rates{start};
  unsigned count = 0;
  for (unsigned account = 1; account <= 16; ++account) {
    count += permitted(rates, NotificationId::failover, account, start);
  }
  EXPECT_EQ(count, 50U);
  count = 0;
  for (unsigned account = 17; account <= 32; ++account) {
    count += permitted(rates, NotificationId::failover, account, start + seconds{1});
  }
  EXPECT_EQ(count, 10U);
}

TEST(NotificationRates, WhatAllTogetherRefuseIsNotTakenFromTheKind) {
  NotificationRates rates{start};
  for (unsigned account = 1; account <= 10; ++account) {
    permitted(rates, NotificationId::failover, account, start);
  }
  EXPECT_EQ(permitted(rates, NotificationId::failback, 99, start), 0U);
  EXPECT_EQ(permitted(rates, NotificationId::failback, 99, start + seconds{1}), 5U);
}

TEST(NotificationRates, WhatIsWatchedIsBounded) {
  NotificationRates rates{start};
  for (unsigned account = 1; account <= 2 * maximum_watched_kinds; ++account) {
    rates.permits(NotificationId::failover, account, start + seconds{account});
  }
  EXPECT_EQ(rates.watched(), maximum_watched_kinds);
}

}  // namespace
}  // namespace lineman::mibs
