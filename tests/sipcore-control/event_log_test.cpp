#include "sipcore/control/event_log.hpp"

#include <gtest/gtest.h>

namespace lineman::sipcore {
namespace {

TEST(EventLog, NumbersFromOne) {
  EventLog log;
  EXPECT_EQ(log.last(), 0U);
  EXPECT_EQ(log.add({.kind = "state"}).sequence, 1U);
  EXPECT_EQ(log.add({.kind = "failover"}).sequence, 2U);
  EXPECT_EQ(log.last(), 2U);
}

TEST(EventLog, GivesWhatCameAfter) {
  EventLog log;
  for (int i = 0; i < 3; ++i) log.add({.kind = "state"});
  ASSERT_TRUE(log.after(1));
  ASSERT_EQ(log.after(1)->size(), 2U);
  EXPECT_EQ(log.after(1)->front().sequence, 2U);
  EXPECT_EQ(log.after(0)->size(), 3U);
  EXPECT_TRUE(log.after(3)->empty());
}

TEST(EventLog, SaysWhenItDoesNotKnow) {
  EventLog log;
  EXPECT_FALSE(log.after(1));
  for (std::size_t i = 0; i < kept_events + 5; ++i) log.add({.kind = "state"});
  EXPECT_FALSE(log.after(4));
  ASSERT_TRUE(log.after(5));
  EXPECT_EQ(log.after(5)->size(), kept_events);
  EXPECT_EQ(log.after(5)->front().sequence, 6U);
  EXPECT_FALSE(log.after(kept_events + 6));
}

}  // namespace
}  // namespace lineman::sipcore
