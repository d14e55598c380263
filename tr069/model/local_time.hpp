// The phone's clock, for Device.Time (TR-181).
#pragma once

#include <string>

#include "daemon/clock.hpp"

namespace lineman::cwmp {

// Whether it can be true (datamodel::earliest_time).
bool is_clock_set(WallTime now);

// An xsd:dateTime in the time zone of the host, with its offset; the Unknown Time (TR-106, 3.2.1)
// while the clock is not set.
std::string local_time_text(WallTime now);

}  // namespace lineman::cwmp
