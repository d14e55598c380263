// Who may read and write what: the view-based access control model (RFC 3415), and the communities
// of version 2c.
#pragma once

#include <string>

#include "mibs/door/snmp_settings.hpp"

namespace lineman::mibs {

// The views, and what readers and writers may see of them. Between init_agent() and init_snmp().
void configure_views();

// Lets whoever reads see the host too, but for the command lines of its processes.
void configure_host_views();

// Empty, or why these settings cannot be taken: a community's name.
std::string problem_with_access(const SnmpSettings& settings);

// After init_snmp(): users and communities of the settings instead of those before. Cannot fail
// where problem_with_access() said nothing.
void replace_access(const SnmpSettings& settings);

}  // namespace lineman::mibs
