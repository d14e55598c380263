#include "mibs/notifications/notifier.hpp"

#include <utility>

#include "mibs/door/door_parameters.hpp"

namespace lineman::mibs {
namespace {

std::int64_t wall_seconds(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::seconds>(clock.wall().time_since_epoch()).count();
}

}  // namespace

Notifier::Notifier(const Parts& parts) : is_{parts}, log_{parts.state}, rates_{parts.clock.now()} {
  is_.state.started = wall_seconds(is_.clock);
}

void Notifier::raise(LoggedEvent event) {
  if (event.time == 0) event.time = wall_seconds(is_.clock);
  auto& logged = log_.add(std::move(event));
  if (!is_snmp_enabled(is_.configuration)) return;
  if (!rates_.permits(logged.kind, logged.account, is_.clock.now())) {
    ++is_.state.suppressed;
    return;
  }
  logged.sent = is_.sink.send(message_of(logged, is_.reader));
}

void Notifier::status_changed() {
  for (auto& event : accounts_.look(is_.status, is_.configuration.generation())) {
    raise(std::move(event));
  }
}

}  // namespace lineman::mibs
