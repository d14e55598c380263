// The digest challenges of a response.
#pragma once

#include <vector>

#include "sipcore/message/challenge.hpp"
#include "sipcore/message/osip_fields.hpp"

namespace lineman::sipcore::osip {

// Of WWW-Authenticate, then of Proxy-Authenticate; at most `most_challenges`.
std::vector<Challenge> challenges_of(const osip_message_t& message);

}  // namespace lineman::sipcore::osip
