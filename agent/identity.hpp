// Who this phone is.
#pragma once

#include <string>

#include "daemon/settings.hpp"

namespace lineman::agent {

struct Identity {
  std::string serial;
  std::string mac;  // twelve hexadecimal digits in lower case
};

// As the settings say; where they say nothing, by the first network interface that has an address
// of its own. Without one the MAC is all zeros.
Identity identity_of(const daemon::Settings& settings);

// The SNMP engine of a phone with this MAC (RFC 3411, 5: SnmpEngineID, format 3).
std::string engine_id_of(const Identity& identity);

}  // namespace lineman::agent
