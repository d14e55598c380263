// All checks of the doctor, one after the other.
#pragma once

#include <cstdint>

#include "ctl/doctor/finding.hpp"
#include "daemon/options.hpp"

namespace lineman::ctl::doctor {

// Looks at the phone whose daemons have these options, and judges. Changes nothing, and ends within
// half a minute whatever hangs. `now`: seconds since the epoch.
Report examine(const daemon::Options& options, std::int64_t now);

}  // namespace lineman::ctl::doctor
