// DefaultActiveNotificationThrottle (TR-181), in the door.
#include "tests/tr069/door_rig.hpp"

namespace lineman::cwmp {
namespace {

using testing::ElementsAre;
using namespace std::chrono_literals;

class NotificationThrottle : public test::DoorRig {
 protected:
  void start_with_throttle() {
    set("Device.ManagementServer.DefaultActiveNotificationThrottle", "60");
    start();
    acs_.will_ask(test::set_notification(test::label_path, 2));
    session();
    settle();
  }
};

TEST_F(NotificationThrottle, HoldsBackASessionForANotificationAlone) {
  start_with_throttle();
  change("account.1.label", "Reception");
  clock_.advance(59s);
  settle();
  EXPECT_EQ(acs_.informs().size(), seen_);
  change("account.1.label", "Hall");
  clock_.advance(1s);
  const auto inform = session();
  EXPECT_THAT(inform.events, ElementsAre("4 VALUE CHANGE"));
  EXPECT_EQ(inform.value(test::label_path), "Hall");
}

TEST_F(NotificationThrottle, DoesNotHoldBackWhatElseIsToBeSaid) {
  start_with_throttle();
  change("account.1.label", "Reception");
  ASSERT_TRUE(client_->inform());
  EXPECT_THAT(session().events, ElementsAre("4 VALUE CHANGE", "X 00005E INFORM"));
  clock_.advance(60s);
  expect_no_session();
}

}  // namespace
}  // namespace lineman::cwmp
