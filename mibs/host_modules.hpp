// What Net-SNMP shows of the machine: its interfaces, processes, memory and disks.
#pragma once

#include <span>
#include <string>

namespace lineman::mibs {

// The subtrees of names that it stands in, as the views write them.
std::span<const char* const> host_subtrees();

// Loads Net-SNMP's modules of the host, and no others. Between init_agent() and init_snmp(). Empty,
// or why they are not to be had; then the agent goes on without them.
std::string load_host_modules();

}  // namespace lineman::mibs
