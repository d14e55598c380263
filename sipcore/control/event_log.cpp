#include "sipcore/control/event_log.hpp"

namespace lineman::sipcore {

const Event& EventLog::add(Event event) {
  event.sequence = ++last_;
  if (events_.size() == kept_events) events_.pop_front();
  events_.push_back(std::move(event));
  return events_.back();
}

std::optional<std::vector<Event>> EventLog::after(std::uint64_t from) const {
  if (from > last_ || last_ - from > events_.size()) return std::nullopt;
  const auto missed = static_cast<std::ptrdiff_t>(last_ - from);
  return std::vector<Event>(events_.end() - missed, events_.end());
}

}  // namespace lineman::sipcore
