// A refusal by the SIP core in the words that the doors translate.
#pragma once

#include "datamodel/problem.hpp"
#include "sipcore/protocol/messages.hpp"

namespace lineman::agent {

// Never empty. What the core says of single parameters is a conflict with it; secrets are masked.
datamodel::Problems problems_of(const sipcore::Error& error, unsigned accounts);

}  // namespace lineman::agent
