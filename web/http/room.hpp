// Whom the door has room for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/clock.hpp"

namespace lineman::web {

// A connection that is there.
struct Guest {
  unsigned long id = 0;
  std::string source{};                   // of daemon::source_of()
  std::optional<TimePoint> idle_since{};  // nothing: it is being served
};

struct Room {
  bool granted = false;
  std::optional<unsigned long> leaves{};  // the guest who makes room
};

// One more of `source`: at the limit of all, or of its source, the one that has been idle for
// longest leaves; where nobody is idle there is no room. Pure.
Room room_for(const std::vector<Guest>& guests, const std::string& source);

}  // namespace lineman::web
