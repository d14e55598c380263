// The last events of the core, numbered, so that a monitor that comes back can go on where it was.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "sipcore/protocol/messages.hpp"

namespace lineman::sipcore {

inline constexpr std::size_t kept_events = 256;
inline constexpr std::string_view resync_kind = "resync";

class EventLog {
 public:
  // Gives it the next number, from 1.
  const Event& add(Event event);

  // The events after number `from`; nothing where some of them are not kept any more, or where the
  // number was never given (by this start of the core).
  std::optional<std::vector<Event>> after(std::uint64_t from) const;

  std::uint64_t last() const { return last_; }

 private:
  std::uint64_t last_ = 0;
  std::deque<Event> events_;
};

}  // namespace lineman::sipcore
