// Version 3 users in Net-SNMP's user-based security model.
#pragma once

#include "mibs/snmp_settings.hpp"

namespace lineman::mibs {

// Makes the keys from the pass phrases and localises them to this engine. After the library's
// start. The user is never written to a file. Throws std::runtime_error, without the pass phrases,
// where a user cannot be made.
void add_user(const SnmpUser& user);

}  // namespace lineman::mibs
