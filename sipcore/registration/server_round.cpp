// A round through the targets of a server: which ones, in which order.
#include <algorithm>
#include <utility>

#include "sipcore/registration/server_registration.hpp"

namespace lineman::sipcore {

// After a failover, modes 0 and 2 try the primary with each renewal; a REGISTER is a new request
// like any other.
bool ServerRegistration::prefers_primary() const {
  const auto mode = settings().failback_mode;
  return on_secondary_ && (mode == FailbackMode::new_requests ||
                           (mode == FailbackMode::registration && !owner_.has_call()));
}

// Modes 1 to 3 come back only while the account has no call.
bool ServerRegistration::may_not_return() const {
  return settings().failback_mode != FailbackMode::new_requests && owner_.has_call();
}

// Mode 2 during a call: the renewal goes where the registration is.
bool ServerRegistration::waits_for_call() const {
  return on_secondary_ && settings().failback_mode == FailbackMode::registration &&
         owner_.has_call();
}

// Every target asked for time: a registration that lasts until then is not given up for it.
bool ServerRegistration::waits_for_retry_after() const {
  return purpose_ == Purpose::fresh ||
         (purpose_ == Purpose::refresh && registered_ && open_at() < lease_end_);
}

bool ServerRegistration::is_listed(const std::optional<Target>& target) const {
  return target && std::ranges::find(list_.targets, *target) != list_.targets.end();
}

std::vector<Target> ServerRegistration::candidates() const {
  if (purpose_ == Purpose::probe) return {list_.targets.front()};
  if (purpose_ == Purpose::move) return {wishes_.front().target};
  std::vector<Target> order;
  if (purpose_ == Purpose::refresh && is_listed(registered_)) {
    if (prefers_primary()) order.push_back(list_.targets.front());
    order.push_back(*registered_);
  }
  order.insert(order.end(), list_.targets.begin(), list_.targets.end());
  if (purpose_ == Purpose::lost && registered_) {
    std::erase(order, *registered_);
    order.push_back(*registered_);
  }
  return order;
}

void ServerRegistration::walk() {
  // Nothing is left to come back from, or nobody waits for the move any more.
  const bool needless = (purpose_ == Purpose::probe && !on_secondary_) ||
                        (purpose_ == Purpose::move && wishes_.front().answer.expired());
  if (needless) {
    purpose_ = Purpose::none;
    return go_on();
  }
  if (list_.targets.empty()) {
    if (purpose_ == Purpose::move) return side_try_failed(wishes_.front().target);
    return round_failed({.cause = Cause::dns, .reason = settings().address + " does not resolve"});
  }
  if (home_ && !is_listed(home_) && purpose_ != Purpose::move) left_because_ = Cause::dns;
  auto order = candidates();
  std::erase_if(order, [this](const Target& target) { return book_.held(target); });
  if (order.empty() && waits_for_retry_after()) {
    begin_timer_ = context_.clock.at(open_at(), [this] { walk(); });
    return;
  }
  round_ = Round(std::move(order), context_.globals.skip_redundant_failover_addr);
  const bool is_side_try = purpose_ == Purpose::probe || purpose_ == Purpose::move;
  if (!round_.has_next() && !is_side_try) {
    failure_ = {.cause = Cause::unavailable, .code = 503, .reason = "asked to wait by Retry-After"};
    owner_.attempt_failed(server_, *failure_);
  }
  try_next();
}

void ServerRegistration::try_next() {
  const auto target = round_.next();
  if (!target && purpose_ == Purpose::probe) return side_try_failed(list_.targets.front());
  if (!target && purpose_ == Purpose::move) return side_try_failed(wishes_.front().target);
  if (!target) return round_failed(failure_.value_or(AttemptFailure{}));
  if (owner_.is_busy(server_, *target)) {
    waiting_ = target;
    return;
  }
  attempt(*target);
}

}  // namespace lineman::sipcore
