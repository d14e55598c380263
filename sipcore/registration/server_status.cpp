// What a server of an account shows of itself.
#include <algorithm>

#include "sipcore/registration/server_registration.hpp"

namespace lineman::sipcore {

using datamodel::TargetState;

bool ServerRegistration::uses(const IpAddress& address) const {
  const auto same = [&](const Target& target) { return target.address == address; };
  return std::ranges::any_of(list_.targets, same) || (registered_ && same(*registered_));
}

void ServerRegistration::fill(datamodel::ServerStatus& status) const {
  status.registered = registered();
  status.expires_at = registered_ ? wall_seconds(context_.clock, lease_end_) : 0;
  auto targets = list_.targets;
  if (registered_ && std::ranges::find(targets, *registered_) == targets.end())
    targets.push_back(*registered_);
  for (const auto& target : targets) {
    const auto info = book_.about(target);
    const bool here = registered_ == target;
    std::uint32_t ttl = 0;
    if (list_.expires && *list_.expires > context_.clock.now()) {
      ttl = static_cast<std::uint32_t>(
          std::chrono::ceil<std::chrono::seconds>(*list_.expires - context_.clock.now()).count());
    }
    status.targets.push_back({.address = to_string(target),
                              .transport = static_cast<std::uint8_t>(target.protocol),
                              .source = list_.source,
                              .state = info.state,
                              .registered = here,
                              .expires_at = here ? status.expires_at : 0,
                              .ttl = ttl,
                              .rtt_us = info.rtt_us,
                              .consecutive_failures = info.consecutive_failures,
                              .last_code = info.last_code,
                              .last_answer = info.last_answer});
    if (here || targets.size() == 1) status.state = info.state;
  }
  if (registered_ || targets.size() < 2) return;
  // Not registered: the server is what its best target is.
  const auto has = [&](TargetState state) {
    return std::ranges::any_of(status.targets,
                               [&](const auto& target) { return target.state == state; });
  };
  for (const auto state :
       {TargetState::up, TargetState::suspect, TargetState::probing, TargetState::down}) {
    if (has(state)) {
      status.state = state;
      return;
    }
  }
}

}  // namespace lineman::sipcore
