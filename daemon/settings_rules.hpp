// What settings have to go together.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "daemon/settings.hpp"

namespace lineman::daemon {

// Where each setting was said, by row and index.
struct SettingOrigin {
  std::string file;
  unsigned line = 0;
};
using SettingOrigins = std::map<std::pair<std::size_t, unsigned>, SettingOrigin>;

// Each problem stands at one of the settings that it is about.
SettingProblems broken_setting_rules(const Settings& settings, const SettingOrigins& origins);

}  // namespace lineman::daemon
