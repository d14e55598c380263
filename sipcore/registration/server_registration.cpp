#include "sipcore/registration/server_registration.hpp"

#include <algorithm>
#include <utility>

namespace lineman::sipcore {

using datamodel::AccountCounter;
using datamodel::TargetState;

ServerRegistration::ServerRegistration(Context& context, Owner& owner,
                                       const AccountSettings& settings, unsigned server,
                                       datamodel::ServerCounters& counters)
    : context_(context),
      owner_(owner),
      settings_(settings),
      server_(server),
      counters_(counters),
      book_(context.clock),
      renewed_under_(context.running.configuration) {
  const auto target = fixed_target(place_of(this->settings()));
  if (!target) return;
  list_.targets = {*target};
  if (auto link = context_.transport.open(*target, this->settings().address))
    fixed_link_ = std::move(*link);
}

ServerRegistration::~ServerRegistration() {
  abandon();
}

// ---- what the account asks for

void ServerRegistration::start() {
  if (purpose_ == Purpose::none) begin(registered_ ? Purpose::refresh : Purpose::fresh);
}

void ServerRegistration::clean_first() {
  cleans_first_ = true;
}

void ServerRegistration::start_way_back() {
  if (purpose_ == Purpose::none) begin(Purpose::way_back);
}

void ServerRegistration::renew() {
  renewed_under_ = context_.running.configuration;
  again();
}

// In place of what is under way.
void ServerRegistration::again() {
  const bool way_back = purpose_ == Purpose::way_back;
  abandon();
  begin(way_back ? Purpose::way_back : registered_ ? Purpose::refresh : Purpose::fresh);
}

void ServerRegistration::update(const AccountSettings& settings) {
  settings_ = settings;
  for (auto& [target, binding] : bindings_) {
    binding->set_display_name(settings.display_name);
    binding->set_credentials(credentials_of(settings));
  }
  if (on_secondary_) arm_failback();
  if (registered_ && !refresh_due_) arm_refresh();
}

void ServerRegistration::hold(std::uint64_t since) {
  if (registered_ && sent_under_ >= std::max(since, renewed_under_))
    generation_ = context_.running.generation;
}

void ServerRegistration::leave() {
  // Asked before the request under way is dropped: its server may have heard it.
  std::vector<Target> standing;
  for (const auto& [target, binding] : bindings_) {
    if (binding->may_stand() && book_.about(target).state != TargetState::down)
      standing.push_back(target);
  }
  abandon();
  grant_wishes(std::nullopt, false);
  for (const auto& target : standing) owner_.take_leave(server_, std::move(bindings_[target]));
  bindings_.clear();
  cleans_first_ = false;
  registered_.reset();
  home_.reset();
  on_secondary_ = false;
  probe_due_ = false;
  refresh_timer_.reset();
  expiry_timer_.reset();
  failback_timer_.reset();
  wish_timer_.reset();
  keepalive_.reset();
}

void ServerRegistration::wake() {
  if (!waiting_ || owner_.is_busy(server_, *waiting_)) return;
  const auto target = *std::exchange(waiting_, std::nullopt);
  attempt(target);
}

// Drops the round under way, whatever it waits for.
void ServerRegistration::abandon() {
  if (attempt_) {
    ++count()[AccountCounter::register_abandoned];
    const auto found = bindings_.find(*attempt_);
    if (found != bindings_.end()) found->second->abandon();
  }
  attempt_.reset();
  waiting_.reset();
  location_.reset();
  begin_timer_.reset();
  purpose_ = Purpose::none;
  refresh_due_ = false;
}

// ---- a round

void ServerRegistration::begin(Purpose purpose) {
  purpose_ = purpose;
  lost_ = false;
  failure_.reset();
  left_because_.reset();
  if (purpose == Purpose::move) left_because_ = request_failure_;
  // The way back falls due with this renewal, and waits for the end of the call.
  if (purpose == Purpose::refresh && waits_for_call()) probe_due_ = true;
  const auto when = std::max({context_.clock.now(), not_before_, context_.running.quiet_until});
  begin_timer_ = context_.clock.at(when, [this] {
    begin_timer_.reset();
    resolve();
  });
}

void ServerRegistration::resolve() {
  const bool fixed = !list_.targets.empty() && !list_.expires;
  if (fixed || (list_.expires && context_.clock.now() < *list_.expires)) return walk();
  look_up();
}

void ServerRegistration::look_up() {
  location_ = std::make_unique<ServerLocation>(context_.clock, context_.resolver,
                                               context_.transport, place_of(settings()),
                                               [this](const TargetList& list) { located(list); });
}

void ServerRegistration::located(const TargetList& list) {
  const auto done = std::move(location_);
  // A registration outlives a name that is gone: its targets are the best that is known.
  const bool keeps_old = list.targets.empty() && registered_ && !list_.targets.empty();
  if (!keeps_old) list_ = list;
  forget_old_targets();
  if (on_secondary_ && registered_ && !list_.targets.empty() &&
      list_.targets.front() == *registered_) {
    on_secondary_ = false;  // the name now puts it first
    failback_timer_.reset();
  }
  // One that a request began may answer before a round may begin.
  if (!idle() && !begin_timer_) walk();
}

void ServerRegistration::forget_old_targets() {
  auto kept = list_.targets;
  if (registered_) kept.push_back(*registered_);
  if (home_) kept.push_back(*home_);
  book_.keep(kept);
  std::erase_if(bindings_, [&](const auto& entry) {
    return std::ranges::find(kept, entry.first) == kept.end() && !entry.second->may_stand();
  });
}

void ServerRegistration::ended(const Target& target, AttemptResult result) {
  attempt_.reset();
  if (const auto* success = std::get_if<AttemptSuccess>(&result)) {
    adopt(target, *success);
  } else {
    failed_at(target, std::get<AttemptFailure>(result));
  }
  owner_.released(server_);
}

void ServerRegistration::failed_at(const Target& target, const AttemptFailure& failure) {
  ++count()[AccountCounter::register_failures];
  if (failure.cause == Cause::authentication) ++count()[AccountCounter::auth_failures];
  book_.failed(target, failure);
  owner_.attempt_failed(server_, failure);
  if (probe_attempt_) {
    ++count()[AccountCounter::failback_probe_failures];
    if (purpose_ == Purpose::probe) return side_try_failed(target);
    return try_next();
  }
  if (purpose_ == Purpose::move) return side_try_failed(target);
  failure_ = failure;
  const auto home = home_.value_or(list_.targets.front());
  if (target == home || !left_because_) left_because_ = failure.cause;
  if (lets_fail_over(failure.cause)) return try_next();
  round_failed(failure);
}

void ServerRegistration::round_failed(const AttemptFailure& failure) {
  const auto purpose = std::exchange(purpose_, Purpose::none);
  not_before_ = context_.clock.now() + pause_after_failure;
  grant_wishes(std::nullopt, false);
  if (purpose == Purpose::way_back) return owner_.way_back_failed(server_, failure);
  registered_.reset();
  refresh_due_ = probe_due_ = lost_ = false;
  keepalive_.reset();
  refresh_timer_.reset();
  expiry_timer_.reset();
  failback_timer_.reset();
  owner_.failed(server_, failure);
}

// A probe or a move came to nothing; the present registration stands.
void ServerRegistration::side_try_failed(const Target& target) {
  if (std::exchange(purpose_, Purpose::none) == Purpose::probe) arm_failback();
  grant_wishes(target, false);
  go_on();
}

// What fell due while something else was under way.
void ServerRegistration::go_on() {
  if (!idle()) return;
  if (registered_) grant_wishes(registered_, true);
  std::erase_if(wishes_, [](const Wish& wish) { return wish.answer.expired(); });
  if (!wishes_.empty()) return begin(Purpose::move);
  if (!registered_) {
    if (lost_) begin(Purpose::fresh);
    return;
  }
  if (std::exchange(refresh_due_, false)) return begin(Purpose::refresh);
  if (!probe_due_ || may_not_return()) return;
  probe_due_ = false;
  if (on_secondary_) begin(Purpose::probe);
}

}  // namespace lineman::sipcore
