// What `systemctl status` shows of the agent (sd_notify(3), STATUS=).
#pragma once

#include <cstdint>
#include <string>

#include "agent/interfaces/status.hpp"

namespace lineman::agent {

// "registered 3 of 4, generation 12, SIP core connected". Of the accounts those that are enabled
// count, as they were last known. `generation` is the one that is stored, `applied` the one that
// the core runs: 0 for none, or not known.
std::string status_line(const Status& status, std::uint64_t generation, std::uint64_t applied);

}  // namespace lineman::agent
