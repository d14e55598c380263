// Do the daemons take these settings?
#pragma once

#include <tl/expected.hpp>

#include "ctl/doctor/finding.hpp"
#include "daemon/settings.hpp"

namespace lineman::ctl::doctor {

using ReadSettings = tl::expected<daemon::Settings, daemon::SettingProblems>;

// Pure. `file`: lineman.conf's path. A file that this user may not read is told as not looked at.
Result judge_settings(const std::string& file, const ReadSettings& settings);

// What counts where the settings cannot be read: the initial values.
daemon::Settings usable(const ReadSettings& settings);

}  // namespace lineman::ctl::doctor
