// Unguessable identifiers: branches, tags, Call-IDs, client nonces.
#pragma once

#include <string>

namespace lineman::sipcore {

// Lower-case hexadecimal of `octets` octets from the system's random generator. Throws
// std::runtime_error where that fails: nothing can be sent then.
std::string random_token(std::size_t octets);

}  // namespace lineman::sipcore
