// What every call that changes the configuration may ask for beside its changes.
#pragma once

#include "agent/control/parameters_of_call.hpp"
#include "agent/interfaces/configuration.hpp"
#include "varlink/message.hpp"

namespace lineman::agent {

// How long a change over the control socket may take.
inline constexpr std::chrono::seconds change_deadline{5};

// A request of `asker` without changes, with `dry_run`, `offline`, `guard` and `base` as the call
// says.
Read<TransactionRequest> read_options(const varlink::Call& call, Asker asker, const Clock& clock);

}  // namespace lineman::agent
