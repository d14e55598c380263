// The name of this phone in its Contacts (+sip.instance, RFC 5626, 4.1).
#pragma once

#include <string>
#include <string_view>

namespace lineman::sipcore {

// "urn:uuid:...", the same after every start: made of the machine's identity (machine-id(5)) and of
// what the settings say of the phone's. It gives neither away.
std::string instance_id(std::string_view serial, std::string_view mac);

// The same from a text that identifies the machine (RFC 4122, 4.3, with SHA-256).
std::string instance_id_of(std::string_view machine, std::string_view serial, std::string_view mac);

}  // namespace lineman::sipcore
