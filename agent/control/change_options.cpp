#include "agent/control/change_options.hpp"

namespace lineman::agent {

Read<TransactionRequest> read_options(const varlink::Call& call, Asker asker, const Clock& clock) {
  const auto& parameters = call.parameters;
  const auto dry_run = read_flag(parameters, "dry_run");
  if (!dry_run) return tl::unexpected{dry_run.error()};
  const auto offline = read_flag(parameters, "offline");
  if (!offline) return tl::unexpected{offline.error()};
  const auto guard = read_number(parameters, "guard", shortest_guard, longest_guard);
  if (!guard) return tl::unexpected{guard.error()};
  const auto base = read_generation(parameters, "base");
  if (!base) return tl::unexpected{base.error()};
  TransactionRequest request{.asker = std::move(asker),
                             .changes = {},
                             .deadline = clock.now() + change_deadline,
                             .base = *base,
                             .without_core = *offline,
                             .dry_run = *dry_run};
  if (*guard) request.guard = **guard;
  return request;
}

}  // namespace lineman::agent
