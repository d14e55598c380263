// What requests other than REGISTER have to do with a server: which targets they may go to, and
// what they find out on the way. Calls and changes of the network come by here too.
#include <algorithm>
#include <utility>

#include "sipcore/registration/server_registration.hpp"

namespace lineman::sipcore {

std::vector<Target> ServerRegistration::request_targets() {
  freshen();
  std::vector<Target> order;
  const bool stays = registered_ && settings().failback_mode != FailbackMode::new_requests;
  if (stays) order.push_back(*registered_);
  if (!settings().only_signal_with_registered) {
    order.insert(order.end(), list_.targets.begin(), list_.targets.end());
  }
  std::erase_if(order, [this](const Target& target) { return book_.held(target); });
  // A round's order: no target twice, and by sip.skip_redundant_failover_addr no address twice.
  Round round(std::move(order), context_.globals.skip_redundant_failover_addr);
  std::vector<Target> targets;
  while (const auto target = round.next()) targets.push_back(*target);
  return targets;
}

void ServerRegistration::freshen() {
  const bool is_fresh =
      !list_.targets.empty() && (!list_.expires || context_.clock.now() < *list_.expires);
  if (is_fresh || !idle() || location_) return;
  look_up();
}

std::unique_ptr<RequestRouter::Ticket> ServerRegistration::move_to(const Target& target,
                                                                   std::function<void(bool)> done) {
  auto answer = std::make_shared<OwedAnswer>(context_.clock, std::move(done));
  wishes_.push_back({.target = target, .answer = answer});
  wish_timer_ = context_.clock.at(context_.clock.now(), [this] { go_on(); });
  return std::make_unique<OwedTicket>(std::move(answer));
}

void ServerRegistration::grant_wishes(const std::optional<Target>& target, bool granted) {
  std::erase_if(wishes_, [&](const Wish& wish) {
    const auto answer = wish.answer.lock();
    if (!answer) return true;  // nobody waits any more
    if (target && wish.target != *target) return false;
    answer->give(granted);
    return true;
  });
}

void ServerRegistration::request_answered(const Target& target, unsigned status) {
  book_.answered(target, status);
  book_.is_there(target);
}

void ServerRegistration::request_failed(const Target& target, const AttemptFailure& failure) {
  request_failure_ = failure.cause;
  book_.failed(target, failure);
  const bool silent = lets_fail_over(failure.cause) && failure.cause != Cause::unavailable;
  if (silent && registered_ == target && idle()) begin(Purpose::refresh);
}

void ServerRegistration::call_ended() {
  go_on();
}

void ServerRegistration::connection_closed(const Link& link) {
  if (!registered_ || !idle()) return;
  const auto found = bindings_.find(*registered_);
  if (found == bindings_.end() || !found->second->goes_over(link)) return;
  not_before_ = std::max(not_before_, context_.clock.now() + pause_after_failure);
  begin(Purpose::refresh);
}

void ServerRegistration::pong(const Target& from) {
  if (keepalive_) keepalive_->pong(from);
}

bool ServerRegistration::network_changed() {
  const auto has_moved = [this](const std::optional<Target>& target) {
    if (!target) return false;
    const auto found = bindings_.find(*target);
    return found != bindings_.end() && found->second->has_moved();
  };
  if (!has_moved(registered_) && !has_moved(attempt_)) return false;
  again();
  // Addresses that come and go are followed at this pace.
  not_before_ = std::max(not_before_, context_.clock.now() + pause_after_failure);
  return true;
}

}  // namespace lineman::sipcore
