// The wall clock as files and protocols count it.
#pragma once

#include <chrono>
#include <cstdint>

#include "daemon/clock.hpp"

namespace lineman::cwmp {

// Since the epoch.
inline std::int64_t wall_seconds(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::seconds>(clock.wall().time_since_epoch()).count();
}

}  // namespace lineman::cwmp
