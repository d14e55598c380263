// HeartbeatPolicy (TR-181; TR-069, annex O): 14 HEARTBEAT alone.
#include "tests/tr069/door_rig.hpp"

namespace lineman::cwmp {
namespace {

using testing::ElementsAre;
using namespace std::chrono_literals;

const std::string policy = "Device.ManagementServer.HeartbeatPolicy.";

class Heartbeat : public test::DoorRig {
 protected:
  void start_beating() {
    set(policy + "ReportingInterval", "30");
    set(policy + "Enable", "1");
    start();
    session();
  }
};

TEST_F(Heartbeat, IsAloneInItsInformAtTheInterval) {
  start_beating();
  for (int i = 0; i < 3; ++i) {
    clock_.advance(30s);
    const auto inform = session();
    EXPECT_THAT(inform.events, ElementsAre("14 HEARTBEAT"));
    EXPECT_TRUE(inform.has("Device.DeviceInfo.SoftwareVersion"));
  }
}

TEST_F(Heartbeat, LeavesOtherEventsToTheirOwnSession) {
  start_beating();
  acs_.will_ask(test::set_notification(test::label_path, 1));
  clock_.advance(30s);
  session();
  change("account.1.label", "Reception");
  clock_.advance(30s);
  const auto inform = session();
  EXPECT_THAT(inform.events, ElementsAre("14 HEARTBEAT"));
  EXPECT_FALSE(inform.has(test::label_path));
  ASSERT_TRUE(client_->inform());
  EXPECT_THAT(session().events, ElementsAre("4 VALUE CHANGE", "X 00005E INFORM"));
}

TEST_F(Heartbeat, ComesBehindWhatElseIsDue) {
  start_beating();
  ASSERT_TRUE(client_->inform());
  session([&] { clock_.advance(30s); });
  EXPECT_THAT(session().events, ElementsAre("14 HEARTBEAT"));
}

TEST_F(Heartbeat, ThatFailsIsNeitherTriedAgainNorCounted) {
  start_beating();
  acs_.will_refuse(503);
  clock_.advance(30s);
  session();
  EXPECT_EQ(stored().retry_count, 0U);
  clock_.advance(29s);
  ASSERT_TRUE(client_->inform());
  EXPECT_EQ(session().retry_count, "0");
}

TEST_F(Heartbeat, IsOffUntilSomebodyWantsIt) {
  start();
  session();
  clock_.advance(24h);
  expect_no_session();
}

TEST_F(Heartbeat, WaitsForTheFirstContact) {
  set(policy + "ReportingInterval", "30");
  set(policy + "Enable", "1");
  acs_.will_refuse(503);
  start();
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP", "1 BOOT"));
  acs_.will_refuse(503);
  clock_.advance(30s);
  EXPECT_THAT(session().events, ElementsAre("0 BOOTSTRAP", "1 BOOT"));
}

}  // namespace
}  // namespace lineman::cwmp
