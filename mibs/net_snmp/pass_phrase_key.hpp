// From a pass phrase to a key.
#pragma once

#include <string>
#include <string_view>

#include "mibs/door/snmp_settings.hpp"

namespace lineman::mibs {

// RFC 3414, A.2, steps 1 and 2, with the hash of RFC 7860: the key that is not yet that of an
// engine. `pass_phrase` is not empty. The result is empty where OpenSSL fails; the caller wipes it.
// Net-SNMP's own generate_Ku() gives the same, but hands the octets over 64 at a time, which is
// most of the time that the agent needs to start.
std::string key_of_pass_phrase(AuthProtocol protocol, std::string_view pass_phrase);

}  // namespace lineman::mibs
