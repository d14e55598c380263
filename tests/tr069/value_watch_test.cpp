// Which changes of values the ACS hears of: the door whole, from a generation to the Inform.
#include "tr069/value_watch.hpp"

#include "tests/tr069/door_rig.hpp"

namespace lineman::cwmp {
namespace {

using test::label_path;
using test::set_notification;
using test::status_path;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string failovers_path =
    "Device.Services.VoiceService.1.SIP.Client.1.X_00005E_Stats.Failovers";

class ValueWatchTest : public test::DoorRig {
 protected:
  // The ACS has met the phone and asked for this notification.
  void start_with(const std::string& name, unsigned notification) {
    acs_.will_ask(set_notification(name, notification));
    start();
    session();
    ASSERT_EQ(stored().notifications.count(name), 1U);
  }
};

TEST_F(ValueWatchTest, AChangeOfAnotherDoorIsStoredAtOnceAndToldOnce) {
  start_with(label_path, 2);
  change("account.1.label", "Reception");
  EXPECT_TRUE(stored().events.holds(event::value_change));
  EXPECT_THAT(stored().changed, ElementsAre(label_path));
  const auto inform = session();
  EXPECT_THAT(inform.events, ElementsAre("4 VALUE CHANGE"));
  EXPECT_EQ(inform.value(label_path), "Reception");
  EXPECT_THAT(stored().changed, IsEmpty());
  expect_no_session();
  EXPECT_FALSE(acs_.informs().back().has(label_path));
}

TEST_F(ValueWatchTest, AChangeIsToldOverAKillAndOnce) {
  start_with(label_path, 2);
  change("account.1.label", "Reception");
  restart();
  client_->published({.generation = configuration_.number,
                      .door = Door::snmp,
                      .changed = {datamodel::find_by_name("account.1.label", 2).value()}});
  EXPECT_THAT(session().events, ElementsAre("4 VALUE CHANGE"));
  client_->published({.generation = configuration_.number,
                      .door = Door::snmp,
                      .changed = {datamodel::find_by_name("account.1.label", 2).value()}});
  restart();
  expect_no_session();
}

TEST_F(ValueWatchTest, WhatTheAcsDidIsNoNewsToIt) {
  start_with(label_path, 2);
  const auto before = store_.size();
  change("account.1.label", "Reception", Door::cwmp);
  expect_no_session();
  EXPECT_EQ(store_.size(), before);
}

TEST_F(ValueWatchTest, WhatIsMadeOfWhatTheAcsDidIsNoNewsEither) {
  const std::string made = "Device.Services.VoiceService.1.SIP.Client.1.RegisterURI";
  start_with(made, 2);
  change("account.1.user_name", "by the ACS", Door::cwmp);
  client_->status_changed();
  expect_no_session();
  change("account.1.user_name", "by-snmp", Door::snmp);
  EXPECT_THAT(session().events, ElementsAre("4 VALUE CHANGE"));
  client_->status_changed();
  expect_no_session();
}

TEST_F(ValueWatchTest, AGenerationThatNobodyAskedAboutIsNotStored) {
  start_with(label_path, 2);
  const auto before = store_.size();
  change("account.2.label", "Hall");
  EXPECT_EQ(store_.size(), before);
  expect_no_session();
}

TEST_F(ValueWatchTest, APassiveOneWaitsForASession) {
  start_with(label_path, 1);
  change("account.1.label", "Reception");
  settle();
  restart();
  settle();
  ASSERT_TRUE(client_->inform());
  const auto inform = session();
  EXPECT_THAT(inform.events, ElementsAre("4 VALUE CHANGE", "X 00005E INFORM"));
  EXPECT_EQ(inform.value(label_path), "Reception");
}

TEST_F(ValueWatchTest, AChangeDuringASessionIsAnotherSession) {
  start_with(label_path, 2);
  change("account.1.label", "one");
  EXPECT_EQ(session([&] { change("account.1.label", "two"); }).value(label_path), "one");
  EXPECT_EQ(session().value(label_path), "two");
  expect_no_session();
}

TEST_F(ValueWatchTest, AChangeIsNotLostWithAFailedSession) {
  start_with(label_path, 2);
  acs_.will_refuse(503);
  change("account.1.label", "Reception");
  session();
  restart();
  const auto inform = session();
  EXPECT_THAT(inform.events, ElementsAre("4 VALUE CHANGE"));
  EXPECT_EQ(inform.value(label_path), "Reception");
}

// The first change after the ACS asked for it, too.
TEST_F(ValueWatchTest, ALiveValueThatChangesIsTold) {
  status_.accounts_list[0].state = datamodel::AccountState::registered;
  start_with(status_path, 2);
  status_.accounts_list[0].state = datamodel::AccountState::all_servers_failed;
  client_->status_changed();
  EXPECT_THAT(stored().changed, ElementsAre(status_path));
  const auto inform = session();
  EXPECT_THAT(inform.events, ElementsAre("4 VALUE CHANGE"));
  EXPECT_EQ(inform.value(status_path), "Error_Network");
  client_->status_changed();
  expect_no_session();
}

TEST_F(ValueWatchTest, ACurrentServerThatChangesIsTold) {
  const std::string path =
      "Device.Services.VoiceService.1.SIP.Client.1.X_00005E_Stats.CurrentServer";
  status_.accounts_list[0].server = 1;
  start_with(path, 2);
  status_.accounts_list[0].server = 2;
  client_->status_changed();
  EXPECT_EQ(session().value(path), "Device.Services.VoiceService.1.SIP.Network.1.FQDNServer.2");
}

TEST_F(ValueWatchTest, WhatChangedWhileNoAgentRanIsTold) {
  status_.accounts_list[0].state = datamodel::AccountState::registered;
  start_with(status_path, 2);
  kill();
  status_.accounts_list[0].state = datamodel::AccountState::rejected;
  start();
  EXPECT_EQ(session().value(status_path), "Error_Registration");
}

TEST_F(ValueWatchTest, ACoreThatHasSaidNothingYetHasChangedNothing) {
  status_.accounts_list[0].state = datamodel::AccountState::registered;
  start_with(status_path, 2);
  kill();
  status_.accounts_list[0].state = datamodel::AccountState::disabled;
  status_.taken_ago = std::chrono::milliseconds::max();
  start();
  change("account.1.label", "Reception");
  status_.accounts_list[0].state = datamodel::AccountState::registered;
  status_.taken_ago = {};
  client_->status_changed();
  expect_no_session();
}

TEST_F(ValueWatchTest, ACounterThatIsPassiveWritesNothingUntilASession) {
  start_with(failovers_path, 1);
  const auto before = store_.size();
  for (unsigned i = 1; i <= 5; ++i) {
    status_.accounts_list[0].counters[datamodel::AccountCounter::failovers] = i;
    client_->status_changed();
  }
  EXPECT_EQ(store_.size(), before);
  settle();
  ASSERT_TRUE(client_->inform());
  const auto inform = session();
  EXPECT_THAT(inform.events, ElementsAre("4 VALUE CHANGE", "X 00005E INFORM"));
  EXPECT_EQ(inform.value(failovers_path), "5");
  expect_no_session();
  EXPECT_FALSE(acs_.informs().back().has(failovers_path));
}

TEST_F(ValueWatchTest, AnotherVersionOfTheSoftwareIsTold) {
  start();
  session();
  version_ = "0.2.0";
  restart();
  const auto inform = session();
  EXPECT_THAT(inform.events, ElementsAre("4 VALUE CHANGE"));
  EXPECT_EQ(inform.value("Device.DeviceInfo.SoftwareVersion"), "0.2.0");
}

TEST_F(ValueWatchTest, AnotherUrlOfConnectionRequestsIsToldUnlessTheAcsSaysNo) {
  const std::string name = "Device.ManagementServer.ConnectionRequestURL";
  start();
  session();
  EXPECT_EQ(stored().notifications.at(name), Notification::active);
  kill();
  const auto first = port_;
  port_ = another_port();
  start();
  EXPECT_THAT(session().events, ElementsAre("4 VALUE CHANGE"));
  acs_.will_ask(set_notification(name, 0));
  expect_no_session();
  kill();
  port_ = first;
  start();
  expect_no_session();
}

TEST_F(ValueWatchTest, TheSameAttributesSetAgainAreNotStoredAgain) {
  start_with(label_path, 2);
  const auto before = store_.size();
  acs_.will_ask(set_notification(label_path, 2));
  expect_no_session();
  EXPECT_EQ(store_.size(), before);
}

TEST_F(ValueWatchTest, GenerationsThatAreNumberedAnewAreNew) {
  start_with(label_path, 2);
  change("account.1.label", "Reception");
  session();
  kill();
  configuration_.number = 1;
  start();
  change("account.1.label", "Hall");
  EXPECT_THAT(session().events, ElementsAre("4 VALUE CHANGE"));
}

}  // namespace
}  // namespace lineman::cwmp
