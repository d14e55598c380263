// The settings of the SNMP agent, with the pass phrases that their files hold.
#pragma once

#include <string>
#include <vector>

#include "agent/identity.hpp"
#include "daemon/settings.hpp"
#include "mibs/door/snmp_settings.hpp"

namespace lineman::agent {

struct SnmpSetup {
  mibs::SnmpSettings settings;
  // Sentences; a user, community or receiver that has one is left out, and the others stand.
  std::vector<std::string> problems;
};

SnmpSetup snmp_setup(const daemon::Settings& settings, const Identity& identity,
                     const std::string& state_dir);

}  // namespace lineman::agent
