#include "mibs/notifications/event_log.hpp"

#include <gtest/gtest.h>

#include "datamodel/mib_layout.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::mibs {
namespace {

using datamodel::maximum_events;
using datamodel::NotificationId;

TEST(EventLog, IndicesGrowFromOne) {
  NotificationState state;
  EventLog log{state};
  EXPECT_EQ(log.add({.index = 77, .kind = NotificationId::failover}).index, 1U);
  EXPECT_EQ(log.add({.kind = NotificationId::failback}).index, 2U);
  EXPECT_EQ(state.raised, 2U);
}

TEST(EventLog, AFullOneDropsTheOldestAndHasNoGap) {
  NotificationState state;
  EventLog log{state};
  for (unsigned i = 0; i < maximum_events + 10; ++i) log.add({.kind = NotificationId::failover});
  ASSERT_EQ(state.events.size(), maximum_events);
  for (unsigned i = 0; i < maximum_events; ++i) EXPECT_EQ(state.events[i].index, 11 + i);
  EXPECT_EQ(state.raised, maximum_events + 10);
}

TEST(EventLog, WhatThereIsToSayIsCutBetweenCharacters) {
  NotificationState state;
  EventLog log{state};
  std::string long_text;
  for (unsigned i = 0; i < 300; ++i) long_text += "\xC3\xA4";
  const auto& event = log.add({.kind = NotificationId::failover, .detail = long_text});
  EXPECT_EQ(datamodel::utf8_length(event.detail), 255U);
  EXPECT_EQ(log.add({.detail = "short"}).detail, "short");
}

}  // namespace
}  // namespace lineman::mibs
