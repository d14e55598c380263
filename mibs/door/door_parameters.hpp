// The parameters of the configuration that the SNMP doors themselves go by.
#pragma once

#include <string_view>

#include "agent/interfaces/configuration.hpp"

namespace lineman::mibs {

// The value of a parameter of the phone; empty where there is none of the name.
std::string_view value_of(const Configuration& configuration, std::string_view name);

// network.snmp.enable
bool is_snmp_enabled(const Configuration& configuration);

}  // namespace lineman::mibs
