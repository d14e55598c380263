#include "agent/snmp_publisher.hpp"

#include <gtest/gtest.h>

#include "agent/interfaces/live_readings.hpp"
#include "datamodel/mib_layout.hpp"

namespace lineman::agent {
namespace {

using datamodel::NotificationId;

// Keeps what it is told.
class FakeDoor final : public mibs::SnmpDoor {
 public:
  void configuration_changed() override { ++changes; }
  void status_changed() override {}
  void raise(LoggedEvent event) override { raised.push_back(std::move(event)); }
  std::vector<std::string> apply(const mibs::SnmpSettings&) override { return {}; }
  std::vector<DoorState> doors() const override { return {}; }
  const SnmpDoorCounters& counters() const override { return counters_; }

  unsigned changes = 0;
  std::vector<LoggedEvent> raised;

 private:
  SnmpDoorCounters counters_;
};

Generation generation(std::uint64_t number, Door door = Door::control) {
  Generation made;
  made.number = number;
  made.time = 1'767'225'600;
  made.asker = {door, "uid 0"};
  made.changed = {"account.1.password", "account.1.label"};
  return made;
}

TEST(SnmpPublisher, AGenerationIsAChangeThatSaysWhoAndWhat) {
  FakeDoor door;
  SnmpPublisher publisher;
  publisher.opened(door);
  publisher.publish(generation(8));
  EXPECT_EQ(door.changes, 1U);
  ASSERT_EQ(door.raised.size(), 1U);
  const auto& event = door.raised.front();
  EXPECT_EQ(event.kind, NotificationId::configuration_changed);
  EXPECT_EQ(event.generation, 8U);
  EXPECT_EQ(event.time, 1'767'225'600);
  EXPECT_EQ(event.detail, "control uid 0: account.1.password, account.1.label");
}

TEST(SnmpPublisher, WhatTheGuardTakesBackIsSaidAsSuchToo) {
  FakeDoor door;
  SnmpPublisher publisher;
  publisher.opened(door);
  publisher.publish(generation(9, Door::guard));
  ASSERT_EQ(door.raised.size(), 2U);
  EXPECT_EQ(door.raised[0].kind, NotificationId::configuration_changed);
  EXPECT_EQ(door.raised[1].kind, NotificationId::configuration_reverted);
  EXPECT_EQ(door.raised[1].generation, 9U);
}

TEST(SnmpPublisher, WhatIsPublishedBeforeThereIsADoorWaitsForIt) {
  SnmpPublisher publisher;
  publisher.publish(generation(3));
  publisher.publish(generation(4));
  FakeDoor door;
  publisher.opened(door);
  ASSERT_EQ(door.raised.size(), 2U);
  EXPECT_EQ(door.raised[0].generation, 3U);
  EXPECT_EQ(door.raised[1].generation, 4U);
  publisher.publish(generation(5));
  EXPECT_EQ(door.raised.size(), 3U);
}

TEST(SnmpPublisher, NoMoreWaitThanTheEventLogKeeps) {
  SnmpPublisher publisher;
  for (unsigned i = 1; i <= 2 * datamodel::maximum_events; ++i) publisher.publish(generation(i));
  FakeDoor door;
  publisher.opened(door);
  ASSERT_EQ(door.raised.size(), datamodel::maximum_events);
  EXPECT_EQ(door.raised.back().generation, 2 * datamodel::maximum_events);
}

}  // namespace
}  // namespace lineman::agent
