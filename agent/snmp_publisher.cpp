#include "agent/snmp_publisher.hpp"

#include <utility>
#include <vector>

#include "agent/events/event_sources.hpp"
#include "datamodel/mib_layout.hpp"

namespace lineman::agent {
namespace {

using datamodel::NotificationId;

LoggedEvent event(NotificationId kind, const Generation& generation) {
  return {.kind = kind,
          .generation = generation.number,
          .detail = event_of(generation).detail,
          .time = generation.time};
}

// What the guard took back is a change like any other, and one that somebody should look at.
std::vector<LoggedEvent> events_of(const Generation& generation) {
  std::vector<LoggedEvent> events{event(NotificationId::configuration_changed, generation)};
  if (generation.asker.door == Door::guard) {
    events.push_back(event(NotificationId::configuration_reverted, generation));
  }
  return events;
}

}  // namespace

void SnmpPublisher::publish(const Generation& generation) {
  if (door_ != nullptr) door_->configuration_changed();
  for (auto& event : events_of(generation)) {
    if (door_ != nullptr) {
      door_->raise(std::move(event));
      continue;
    }
    if (waiting_.size() >= datamodel::maximum_events) waiting_.pop_front();
    waiting_.push_back(std::move(event));
  }
}

void SnmpPublisher::opened(mibs::SnmpDoor& door) {
  door_ = &door;
  for (auto& event : std::exchange(waiting_, {})) door.raise(std::move(event));
}

}  // namespace lineman::agent
