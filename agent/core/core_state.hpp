// What the SIP core is told of a configuration.
#pragma once

#include <span>

#include "agent/store/generation.hpp"
#include "sipcore/protocol/messages.hpp"

namespace lineman::agent {

// Whether the SIP core takes part in a change of it.
bool concerns_core(datamodel::ParameterRef ref);

// The complete state of one account, initial values included.
sipcore::AccountConfiguration account_state(const datamodel::Values& values, unsigned account);

sipcore::Globals globals_of(const datamodel::Values& values);

// The accounts among `changed`, each once, complete and in order.
std::vector<sipcore::AccountConfiguration> changed_accounts(
    const datamodel::Values& values, std::span<const datamodel::ParameterRef> changed);

// The whole configuration of a phone with `accounts` accounts.
sipcore::Load load_of(const Generation& generation, unsigned accounts);

}  // namespace lineman::agent
