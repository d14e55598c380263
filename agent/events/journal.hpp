// What changes the configuration, told to the log and to whoever watches.
#pragma once

#include "agent/events/event_feed.hpp"
#include "agent/transaction/guard_event.hpp"
#include "agent/transaction/publisher.hpp"

namespace lineman::agent {

// Each generation is told once, whatever dies in between. One thread: the agent's loop. `events`
// outlives it.
class Journal final : public Publisher {
 public:
  explicit Journal(EventFeed& events) : events_{events} {}

  void publish(const Generation& generation) override;
  void guard(GuardEvent event, std::uint64_t generation);

 private:
  EventFeed& events_;
};

}  // namespace lineman::agent
