// The phone's configuration, as far as the doctor wants to know it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ctl/doctor/dns_check.hpp"

namespace lineman::ctl::doctor {

// Values by name, secrets as "********"; empty where the agent does not tell.
using ParameterValues = std::map<std::string, std::string, std::less<>>;

// Asks the agent; blocks for a few seconds at most.
ParameterValues ask_for_values(const std::string& runtime_dir);

// Empty for one that is not known.
std::string value_of(const ParameterValues& values, std::string_view name);

// Pure. The servers and proxies of enabled accounts that stand there by name, each name once.
std::vector<ConfiguredName> names_to_look_up(const ParameterValues& values);

}  // namespace lineman::ctl::doctor
