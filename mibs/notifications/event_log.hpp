// The last events, in the order in which they happened.
#pragma once

#include "agent/interfaces/notification_state.hpp"

namespace lineman::mibs {

// Their indices grow for as long as the agent runs, so that a walk that meets new events stays in
// order and ends.
class EventLog {
 public:
  // `state` outlives the log, which fills its events and counts them.
  explicit EventLog(NotificationState& state) : state_{state} {}

  // Adds an event, whatever its index is, and drops the oldest where the log is full. What there is
  // to say is cut to what the MIB takes. The reference is good until the next one.
  LoggedEvent& add(LoggedEvent event);

 private:
  NotificationState& state_;
  std::uint32_t last_ = 0;
};

}  // namespace lineman::mibs
