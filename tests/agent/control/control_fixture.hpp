// The control service with fakes behind it, and a caller before it.
#pragma once

#include <gmock/gmock.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <vector>

#include "agent/control/control_service.hpp"
#include "tests/agent/control/fakes.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_line.hpp"

namespace lineman::agent {

using test::FakeLine;

class ControlTest : public testing::Test {
 protected:
  // The answer to one call of `peer_`, by the method's name without that of the interface.
  varlink::Reply call(std::string_view method, boost::json::object parameters = {}) {
    const auto line = std::make_shared<FakeLine>(peer_);
    service_.called({line,
                     {.method = "org.lineman.Control1." + std::string{method},
                      .parameters = std::move(parameters)}});
    EXPECT_THAT(line->replies, testing::SizeIs(1)) << method;
    return line->replies.empty() ? varlink::Reply{} : line->replies[0];
  }

  static constexpr uid_t web_user = 4713;

  test::FakeClock clock_;
  EventFeed events_{clock_};
  test::FakeConfiguration configuration_;
  test::FakeStatus status_;
  std::vector<DoorState> doors_;
  test::FakeHistory history_;
  test::FakeCalls calls_;
  AcsState acs_;
  bool informs_ = true;
  varlink::Peer peer_{.pid = 1, .uid = geteuid(), .gid = 0};
  ControlService service_{
      configuration_,
      status_,
      history_,
      calls_,
      events_,
      clock_,
      ControlAccess{.read_group = 4711, .write_group = 4712, .web_user = web_user},
      ControlSources{[this] { return doors_; }, [this] { return acs_; },
                     [this] { return informs_; }}};
};

}  // namespace lineman::agent
