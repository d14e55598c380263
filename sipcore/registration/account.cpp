#include "sipcore/registration/account.hpp"

#include <algorithm>
#include <utility>

namespace lineman::sipcore {

using datamodel::AccountCounter;

Account::Account(Context& context, unsigned account, const OnEvent& event)
    : context_(context), event_(event), registered_time_(context.clock), down_time_(context.clock) {
  settings_.account = account;
  since_ = started_ = wall_seconds(context.clock);
  told_ = {.place = place(), .since = context.clock.now()};
}

Account::~Account() {
  stop();
}

void Account::stop() {
  for (auto& timer : retry_timers_) timer.reset();
  way_back_timer_.reset();
  grace_timer_.reset();
  quiet_timer_.reset();
  for (auto& server : servers_) server.reset();
  farewells_.clear();
}

// ---- one server's news

void Account::registered(unsigned number) {
  failures_[number - 1].reset();
  counted_ = {};
  retry_timers_[number - 1].reset();
  failed_rounds_[settings_.successive ? 0 : number - 1] = 0;
  failure_state_.reset();
  if (settings_.successive) {
    take_control(number);
  } else {
    choose_control();
  }
  const auto state = state_;
  const auto generation = registered_generation_;
  show();
  if (state_ == state && registered_generation_ != generation)
    tell(generation_kind, control_, std::to_string(registered_generation_));
}

void Account::take_control(unsigned number) {
  control_ = number;
  tried_fallback_ = false;
  const auto from = std::exchange(home_, number);
  if (from != number) {
    ++counters_[number == fallback ? AccountCounter::fallbacks : AccountCounter::failbacks];
    const auto& target = server(number)->target();
    const auto& why = failures_[from - 1];
    tell(number == fallback ? "fallback" : "failback", number,
         "server " + std::to_string(from) + " to server " + std::to_string(number) +
             (target ? ", " + to_string(*target) : "") +
             (number == fallback && why ? ": " + std::string(to_string(*why)) : ""));
  }
  if (!settings_.successive) return;
  auto* other = server(number == working ? fallback : working);
  if (number == working) {
    way_back_timer_.reset();
    if (other == nullptr) return;
    other->leave();
    return other->freshen();  // its targets are known when a request needs them
  }
  if (other != nullptr && other->registered()) other->leave();  // a request moved the account
  if (way_back_timer_ == nullptr) arm_way_back();
}

// Concurrent registration: server 1 while it is registered, otherwise server 2. Server 2 does not
// take over from a server 1 that has not yet had T1 to answer; a fallback is counted when server 1
// has failed.
void Account::choose_control() {
  if (is_registered(working)) {
    first_is_late_ = false;
    grace_timer_.reset();
    return take_control(working);
  }
  if (!is_registered(fallback)) {
    control_ = 0;
    return;
  }
  if (failures_[0]) return take_control(fallback);
  if (first_is_late_ || control_ == fallback) {
    control_ = fallback;
    return;
  }
  control_ = 0;
  if (grace_timer_) return;
  grace_timer_ = context_.clock.after(context_.globals.timers.t1, [this] {
    first_is_late_ = true;
    choose_control();
    show();
  });
}

void Account::failed(unsigned number, const AttemptFailure& failure) {
  failures_[number - 1] = failure.cause;
  if (failure.cause == Cause::dns) attempt_failed(number, failure);
  if (settings_.successive) {
    failed_successive(number, failure);
  } else {
    failed_concurrent(number);
  }
  show();
}

void Account::failed_successive(unsigned number, const AttemptFailure& failure) {
  auto* other = server(number == working ? fallback : working);
  if (number == control_) control_ = 0;
  if (number == fallback) {
    way_back_timer_.reset();
    const bool had_its_turn = std::exchange(tried_fallback_, true);
    if (had_its_turn) return all_failed();
    // The order of attempts begins again at server 1, which may be being tried already.
    return other->start();
  }
  if (other == nullptr || tried_fallback_ ||
      !lets_fall_back(failure, settings_.redundancy_with_reg_fail)) {
    return all_failed();
  }
  tried_fallback_ = true;
  other->start();
}

void Account::way_back_failed(unsigned number, const AttemptFailure& failure) {
  ++counters_[AccountCounter::failback_probe_failures];
  // Server 2 may have been lost meanwhile, or no longer be a matter of one at a time: then this was
  // a round like any other.
  const auto* second = server(fallback);
  if (!settings_.successive || second == nullptr || (!second->registered() && second->idle())) {
    return failed(number, failure);
  }
  if (failure.cause == Cause::dns) attempt_failed(number, failure);
  if (way_back_timer_ == nullptr) arm_way_back();
  show();
}

void Account::failed_concurrent(unsigned number) {
  choose_control();
  retry_later(number);
  counted_[number - 1] = true;
  const auto* other = server(number == working ? fallback : working);
  const auto other_number = number == working ? fallback : working;
  if (other != nullptr && (other->registered() || !counted_[other_number - 1])) return;
  counted_ = {};
  all_failed();
}

// No target of any server accepted the registration.
void Account::all_failed() {
  ++counters_[AccountCounter::all_servers_failed];
  control_ = 0;
  tried_fallback_ = false;
  failure_state_ = datamodel::AccountState::all_servers_failed;
  for (const auto& cause : failures_) {
    if (failure_state_ != datamodel::AccountState::all_servers_failed) break;
    if (cause == Cause::authentication) failure_state_ = datamodel::AccountState::auth_failed;
    if (cause == Cause::rejected) failure_state_ = datamodel::AccountState::rejected;
  }
  if (!settings_.successive) return;
  failures_ = {};
  retry_later(working);
}

void Account::retry_later(unsigned number) {
  const auto range = retry_wait(settings_.retry, ++failed_rounds_[number - 1]);
  if (!range) return;
  const auto wait = context_.pick(range->least, range->most);
  const auto when = std::max(context_.clock.now() + wait, server(number)->open_at());
  retry_timers_[number - 1] = context_.clock.at(when, [this, number] {
    retry_timers_[number - 1].reset();
    server(number)->start();
  });
}

// Successive: server 1 is tried at this interval while server 2 has control; a try that takes
// longer skips a turn.
void Account::arm_way_back() {
  way_back_timer_.reset();
  if (settings_.fallback_timeout.count() == 0) return;
  way_back_timer_ = context_.clock.after(settings_.fallback_timeout, [this] {
    arm_way_back();
    if (control_ != fallback || !server(working)->idle()) return;
    ++counters_[AccountCounter::failback_probes];
    server(working)->start_way_back();
    show();
  });
}

void Account::lease_ended(unsigned number) {
  if (settings_.successive && control_ == number) control_ = 0;
  if (!settings_.successive) {
    first_is_late_ = first_is_late_ || number == working;
    choose_control();
  }
  show();
}

void Account::attempt_failed(unsigned, const AttemptFailure& failure) {
  last_failure_ = datamodel::Failure{.code = failure.code,
                                     .reason = failure.reason.substr(0, longest_reason),
                                     .time = wall_seconds(context_.clock)};
}

void Account::moved(unsigned number, std::string_view kind, const std::string& detail) {
  tell(kind, number, detail);
}

// ---- who is on the line

bool Account::is_last(unsigned number) const {
  const bool fallback_follows =
      settings_.successive && number == working && server(fallback) != nullptr && !tried_fallback_;
  return !fallback_follows;
}

bool Account::is_busy(unsigned number, const Target& target) const {
  const auto there = [&](const auto& farewell) { return farewell->binding->target() == target; };
  if (std::ranges::any_of(farewells_, there)) return true;
  const auto* other = server(number == working ? fallback : working);
  return other != nullptr && other->sends_to(target);
}

void Account::released(unsigned) {
  wake_all();
}

void Account::wake_all() {
  for (auto& server : servers_) {
    if (server) server->wake();
  }
}

void Account::take_leave(unsigned number, std::unique_ptr<Binding> binding) {
  if (farewells_.size() == most_farewells) farewells_.pop_front();
  auto farewell =
      std::make_shared<Farewell>(Farewell{.server = number, .binding = std::move(binding)});
  farewells_.push_back(farewell);
  const Patience patience{.timers = context_.globals.timers,
                          .resends = settings_.servers[number - 1].retry_counts,
                          .last = false};
  const auto done = [this, key = farewell.get()](const AttemptResult&) {
    std::erase_if(farewells_, [&](const auto& one) { return one.get() == key; });
    wake_all();
    show();
  };
  farewell->binding->attempt(std::chrono::seconds(0), patience, {.done = done});
}

bool Account::uses(const IpAddress& address) const {
  return std::ranges::any_of(servers_,
                             [&](const auto& server) { return server && server->uses(address); });
}

datamodel::ServerCounters* Account::counters_for(const IpAddress& address) {
  for (std::size_t i = 0; i < servers_.size(); ++i) {
    if (servers_[i] && servers_[i]->uses(address)) return &server_counters_[i];
  }
  return nullptr;
}

}  // namespace lineman::sipcore
