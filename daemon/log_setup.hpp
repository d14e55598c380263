// The log as the settings want it.
#pragma once

#include <string_view>

#include "daemon/settings.hpp"

namespace lineman::daemon {

// log.level and log.target. May be called again when they were read anew.
void set_up_log(std::string_view program, const Settings& settings);

}  // namespace lineman::daemon
