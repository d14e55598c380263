// The phone's clock, for Device.Time (TR-181).
#pragma once

#include <string>

#include "daemon/clock.hpp"

namespace lineman::cwmp {

// A clock that was never set stands before this time.
inline constexpr std::chrono::sys_days first_credible_day{std::chrono::year{2020} /
                                                          std::chrono::January / 1};

bool is_clock_set(WallTime now);

// An xsd:dateTime in the time zone of the host, with its offset; the Unknown Time (TR-106, 3.2.1)
// while the clock is not set.
std::string local_time_text(WallTime now);

}  // namespace lineman::cwmp
