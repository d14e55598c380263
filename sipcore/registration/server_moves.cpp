// What a success makes of a server's registration: its lease, moves between targets, the way back.
#include <algorithm>
#include <utility>

#include "sipcore/registration/lease.hpp"
#include "sipcore/registration/server_registration.hpp"

namespace lineman::sipcore {

using datamodel::AccountCounter;
using datamodel::TargetState;
using std::chrono::seconds;

void ServerRegistration::adopt(const Target& target, const AttemptSuccess& success) {
  ++count()[AccountCounter::register_successes];
  if (registered_ == target) ++count()[AccountCounter::refreshes];
  book_.succeeded(target, success);
  const auto before = std::exchange(registered_, target);
  sent_under_ = attempt_under_.configuration;
  generation_ = attempt_under_.generation;
  const auto purpose = std::exchange(purpose_, Purpose::none);
  refresh_due_ = lost_ = false;
  arm_lease(success.lease);
  note_move(target, purpose);
  if (before && *before != target) leave_behind(*before);
  if (before != target || !keepalive_) keep_alive();
  owner_.registered(server_);
  if (registered_) go_on();
}

void ServerRegistration::note_move(const Target& target, Purpose purpose) {
  const auto from = home_.value_or(list_.targets.front());
  home_ = target;
  if (target == from) return stay_on_secondary();
  auto detail = to_string(from) + " to " + to_string(target);
  if (target == list_.targets.front()) {
    if (!std::exchange(on_secondary_, false)) return;
    failback_timer_.reset();
    // Server 2 had control: coming back from there is the account's one failback, whichever target
    // had been left.
    if (purpose == Purpose::way_back) return;
    ++count()[AccountCounter::failbacks];
    return owner_.moved(server_, "failback", detail);
  }
  on_secondary_ = true;
  failover_at_ = context_.clock.now();
  count_failover();
  arm_failback();
  detail += ": " + std::string(to_string(left_because_.value_or(Cause::unavailable)));
  owner_.moved(server_, "failover", detail);
}

// After a loss of everything the secondary took the account again: the way back is due anew.
void ServerRegistration::stay_on_secondary() {
  if (!on_secondary_ || failback_timer_) return;
  failover_at_ = context_.clock.now();
  arm_failback();
}

void ServerRegistration::count_failover() {
  ++count()[AccountCounter::failovers];
  switch (left_because_.value_or(Cause::unavailable)) {
    case Cause::timeout:
      ++count()[AccountCounter::failovers_timeout];
      break;
    case Cause::icmp:
      ++count()[AccountCounter::failovers_icmp];
      break;
    case Cause::connect:
    case Cause::send:
      ++count()[AccountCounter::failovers_connect];
      break;
    case Cause::tls:
      ++count()[AccountCounter::failovers_tls];
      break;
    case Cause::keepalive:
      ++count()[AccountCounter::failovers_keepalive];
      break;
    case Cause::dns:
      ++count()[AccountCounter::failovers_dns];
      break;
    default:
      ++count()[AccountCounter::failovers_response];
      break;
  }
}

// The old binding of a move: removed where its target can be told; where it cannot, the lease ends
// there by itself.
void ServerRegistration::leave_behind(const Target& target) {
  const auto found = bindings_.find(target);
  if (found == bindings_.end() || book_.about(target).state == TargetState::down) return;
  if (found->second->may_stand()) owner_.take_leave(server_, std::move(found->second));
  bindings_.erase(found);
}

void ServerRegistration::keep_alive() {
  keepalive_.reset();
  if (context_.keepalive_interval <= Duration::zero()) return;
  auto link = context_.transport.open(*registered_, settings().address);
  if (!link) return;
  keepalive_ = std::make_unique<Keepalive>(
      context_.clock, context_.transactions,
      Keepalive::Form{
          .link = std::move(*link),
          .identity = identity_of(settings_, settings()),
          .patience = {.timers = context_.globals.timers, .resends = settings().retry_counts},
          .interval = context_.keepalive_interval},
      counters_,
      Keepalive::News{
          .answered = [this](unsigned status) { request_answered(*registered_, status); },
          .lost = [this](const AttemptFailure& failure) { keepalive_lost(failure); }});
}

void ServerRegistration::keepalive_lost(const AttemptFailure& failure) {
  keepalive_.reset();
  book_.failed(*registered_, failure);
  owner_.attempt_failed(server_, failure);
  if (!idle()) return;  // what is under way finds out by itself
  begin(Purpose::lost);
  left_because_ = failure.cause;
}

void ServerRegistration::arm_lease(seconds lease) {
  lease_ = lease;
  granted_at_ = context_.clock.now();
  lease_end_ = granted_at_ + lease;
  arm_refresh();
  expiry_timer_ = context_.clock.at(lease_end_, [this] {
    registered_.reset();
    refresh_timer_.reset();
    lost_ = true;
    keepalive_.reset();
    owner_.lease_ended(server_);
    go_on();
  });
}

void ServerRegistration::arm_refresh() {
  refresh_timer_ = context_.clock.at(refresh_time(settings_.register_expires_overlap), [this] {
    if (idle()) return begin(Purpose::refresh);
    refresh_due_ = true;
  });
}

TimePoint ServerRegistration::refresh_time(seconds overlap) const {
  return granted_at_ + time_to_refresh(lease_, overlap);
}

bool ServerRegistration::is_due_with(seconds overlap) const {
  return registered_ && idle() && refresh_time(overlap) <= context_.clock.now();
}

// The next try of the primary that does not wait for a renewal (modes 1 and 3).
void ServerRegistration::arm_failback() {
  failback_timer_.reset();
  if (!on_secondary_) return;
  const auto now = context_.clock.now();
  TimePoint when{};
  if (settings().failback_mode == FailbackMode::dns_ttl) {
    when = list_.expires.value_or(now);
  } else if (settings().failback_mode == FailbackMode::duration &&
             settings().failback_timeout.count() > 0) {
    const auto timeout = settings().failback_timeout;
    when = failover_at_ + timeout * ((now - failover_at_) / timeout + 1);
  } else {
    return;
  }
  failback_timer_ = context_.clock.at(std::max(when, now + pause_after_failure), [this] {
    if (idle() && !may_not_return()) return begin(Purpose::probe);
    probe_due_ = true;
  });
}

}  // namespace lineman::sipcore
