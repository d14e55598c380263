// Informs that the ACS wants at a time to come (TR-069, A.4.1.1: ScheduleInform).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "daemon/clock.hpp"
#include "tr069/state_keeper.hpp"

namespace lineman::cwmp {

// One thread: the agent's loop. What it is given outlives it.
class ScheduledInforms {
 public:
  // `due`: 3 SCHEDULED and M ScheduleInform with this CommandKey belong into the queue of events
  // now; what that changes is stored together with what it comes from.
  ScheduledInforms(Clock& clock, StateKeeper& keeper,
                   std::function<void(const std::string& command_key)> due);

  // Looks which have come, and waits for the next; called whenever State::informs may have changed.
  void go_on();

 private:
  Clock& clock_;
  StateKeeper& keeper_;
  std::function<void(const std::string&)> due_;
  std::unique_ptr<Timer> timer_;
};

}  // namespace lineman::cwmp
