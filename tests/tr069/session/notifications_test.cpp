#include "tr069/session/notifications.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string off_name = "Device.A.Off";
const std::string passive_name = "Device.A.Passive";
const std::string active_name = "Device.A.Active";
const std::string forced_name = "Device.A.Forced";

bool is_forced(std::string_view name) {
  return name.starts_with(forced_name);
}

class NotificationsTest : public ::testing::Test {
 public:
  NotificationsTest() {
    set_notification(state, passive_name, Notification::passive);
    set_notification(state, active_name, Notification::active);
  }
  Noted note(const std::vector<std::string>& names, bool by_acs = false) {
    return changes.note(state, names, by_acs, is_forced);
  }
  // The names and values of an Inform as of now.
  std::vector<std::string> tell(std::vector<ParameterValue> forced = {}) {
    std::vector<std::string> all;
    const auto value_of = [&](std::string_view name) -> std::optional<ParameterValue> {
      const auto at = values.find(name);
      if (at == values.end()) return std::nullopt;
      return ParameterValue{at->first, ValueType::string, at->second};
    };
    for (const auto& value : changes.tell(state, std::move(forced), value_of)) {
      all.push_back(value.name + "=" + value.value);
    }
    return all;
  }

  State state;
  ValueChanges changes;
  std::map<std::string, std::string, std::less<>> values{
      {passive_name, "p"}, {active_name, "a"}, {forced_name, "f"}};
};

TEST_F(NotificationsTest, OffIsNoNews) {
  const auto noted = note({off_name});
  EXPECT_FALSE(noted.session);
  EXPECT_FALSE(noted.stored);
  EXPECT_TRUE(state.events.empty());
  EXPECT_THAT(state.changed, IsEmpty());
}

TEST_F(NotificationsTest, PassiveWaitsForTheNextSession) {
  const auto noted = note({off_name, passive_name});
  EXPECT_FALSE(noted.session);
  EXPECT_TRUE(noted.stored);
  EXPECT_TRUE(state.events.holds(event::value_change));
  EXPECT_THAT(state.changed, ElementsAre(passive_name));
}

TEST_F(NotificationsTest, ActiveAndForcedWantASessionNow) {
  EXPECT_TRUE(note({passive_name, active_name}).session);
  EXPECT_TRUE(note({forced_name}).session);
  EXPECT_THAT(state.changed, ElementsAre(active_name, forced_name, passive_name));
}

TEST_F(NotificationsTest, ForcedCannotBeTurnedOff) {
  set_notification(state, forced_name, Notification::off);
  EXPECT_EQ(notification_of(state, forced_name, true), Notification::active);
  set_notification(state, forced_name, Notification::passive);
  EXPECT_TRUE(note({forced_name}).session);
}

TEST_F(NotificationsTest, WhatTheAcsDidIsNoNewsToIt) {
  const auto noted = note({passive_name, active_name, forced_name}, true);
  EXPECT_FALSE(noted.session);
  EXPECT_FALSE(noted.stored);
  EXPECT_TRUE(state.events.empty());
}

TEST_F(NotificationsTest, OffForgetsTheName) {
  state.told[active_name] = "a";
  set_notification(state, active_name, Notification::off);
  EXPECT_FALSE(state.notifications.contains(active_name));
  EXPECT_THAT(state.told, IsEmpty());
  EXPECT_FALSE(note({active_name}).stored);
}

TEST_F(NotificationsTest, TheInformCarriesForcedOnesFirstAndNoneTwice) {
  note({passive_name, active_name, forced_name});
  const ParameterValue first{"Device.RootDataModelVersion", ValueType::string, "2.17"};
  const ParameterValue forced{forced_name, ValueType::string, "f"};
  EXPECT_THAT(tell({first, forced}),
              ElementsAre("Device.RootDataModelVersion=2.17", forced_name + "=f",
                          active_name + "=a", passive_name + "=p"));
}

TEST_F(NotificationsTest, AnAnsweredInformClearsTheNamesThatItCarried) {
  note({passive_name, active_name});
  tell();
  note({forced_name});
  changes.delivered(state);
  EXPECT_THAT(state.changed, ElementsAre(forced_name));
}

TEST_F(NotificationsTest, AnInformThatWasNotAnsweredClearsNothing) {
  note({active_name});
  tell();
  tell();  // of the next session
  EXPECT_THAT(state.changed, ElementsAre(active_name));
  changes.delivered(state);
  EXPECT_THAT(state.changed, IsEmpty());
  note({passive_name});
  changes.delivered(state);
  EXPECT_THAT(state.changed, ElementsAre(passive_name)) << "no Inform carried it";
}

TEST_F(NotificationsTest, AValueThatChangesAgainWhileItIsToldStaysForTheNextSession) {
  note({passive_name, active_name});
  const auto told = state.events.tell();
  tell();
  note({active_name});
  changes.delivered(state);
  state.events.delivered(told);
  EXPECT_THAT(state.changed, ElementsAre(active_name));
  EXPECT_TRUE(state.events.holds(event::value_change));
}

TEST_F(NotificationsTest, AParameterThatIsGoneIsNotToldAndForgotten) {
  set_notification(state, "Device.Gone", Notification::passive);
  note({"Device.Gone"});
  EXPECT_THAT(tell(), IsEmpty());
  changes.delivered(state);
  EXPECT_THAT(state.changed, IsEmpty());
}

TEST_F(NotificationsTest, TheListIsBoundedAndTheEventStays) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < maximum_changed; ++i) {
    names.push_back(forced_name + std::to_string(i));
  }
  EXPECT_THAT(note(names).report, IsEmpty());
  EXPECT_THAT(note({names.front()}).report, IsEmpty()) << "it is in the list";
  const auto noted = note({active_name});
  EXPECT_THAT(noted.report, HasSubstr(std::to_string(maximum_changed)));
  EXPECT_TRUE(noted.session);
  EXPECT_THAT(state.changed, SizeIs(maximum_changed));
  EXPECT_TRUE(state.events.holds(event::value_change));
}

TEST_F(NotificationsTest, AFullQueueOfEventsIsReported) {
  for (std::size_t i = 0; i < maximum_events; ++i) {
    state.events.add(event::reboot, std::to_string(i));
  }
  EXPECT_THAT(note({active_name}).report, HasSubstr("queue"));
}

TEST_F(NotificationsTest, BootstrapAndBootForgetEarlierChanges) {
  note({active_name});
  add_bootstrap(state);
  EXPECT_THAT(state.changed, IsEmpty());
  EXPECT_FALSE(state.events.holds(event::value_change));
  note({active_name});
  add_boot(state);
  EXPECT_THAT(state.changed, IsEmpty());
  EXPECT_THAT(state.events.events(),
              ElementsAre(EventStruct{"0 BOOTSTRAP", ""}, EventStruct{"1 BOOT", ""}));
}

TEST_F(NotificationsTest, ALiveValueIsNewsWhenItDiffersFromWhatWasTold) {
  const auto live = [&](const std::string& value) {
    const std::vector<ParameterValue> all = {{active_name, ValueType::string, value}};
    return changed_live_values(state, all);
  };
  EXPECT_THAT(live("Up"), IsEmpty()) << "the first look";
  EXPECT_THAT(live("Up"), IsEmpty());
  EXPECT_THAT(live("Disabled"), ElementsAre(active_name));
  EXPECT_THAT(live("Disabled"), IsEmpty()) << "it is noted";
  EXPECT_EQ(state.told.at(active_name), "Disabled");
}

TEST_F(NotificationsTest, AnInformTellsTheLiveValueThatItCarries) {
  state.told[active_name] = "old";
  state.told[passive_name] = "old";
  note({active_name, passive_name});
  values[active_name] = "newer than what was noted";
  tell();
  note({passive_name});
  changes.delivered(state);
  EXPECT_EQ(state.told.at(active_name), "newer than what was noted");
  EXPECT_EQ(state.told.at(passive_name), "old") << "it is told with the next one";
}

}  // namespace
}  // namespace lineman::cwmp
