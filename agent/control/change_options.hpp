// What every call that changes the configuration may ask for beside its changes.
#pragma once

#include "agent/control/parameters_of_call.hpp"
#include "agent/interfaces/configuration.hpp"
#include "varlink/server.hpp"

namespace lineman::agent {

// How long a change over the control socket may take.
inline constexpr std::chrono::seconds change_deadline{5};

// A request without changes: its asker is the caller's user at `door`, with `dry_run`, `offline`
// and `guard` as the call says.
Read<TransactionRequest> read_options(const varlink::Exchange& exchange, Door door,
                                      const Clock& clock);

}  // namespace lineman::agent
