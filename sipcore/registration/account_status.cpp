// What an account shows of itself.
#include <algorithm>
#include <utility>

#include "datamodel/labels.hpp"
#include "sipcore/registration/account.hpp"

namespace lineman::sipcore {

using datamodel::AccountCounter;
using datamodel::AccountMode;
using datamodel::AccountState;

namespace {

std::string label_of(AccountState state) {
  return std::string(datamodel::account_state_labels[static_cast<std::size_t>(state) - 1].mib);
}

std::uint64_t whole_seconds(Duration duration) {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::seconds>(duration).count());
}

}  // namespace

AccountState Account::state() const {
  if (!settings_.enabled)
    return farewells_.empty() ? AccountState::disabled : AccountState::unregistering;
  if (!reason_.empty()) return AccountState::misconfigured;
  if (control_ != 0 && is_registered(control_)) return AccountState::registered;
  // Nothing is sent yet.
  if (is_quiet()) return AccountState::unregistered;
  return failure_state_.value_or(AccountState::registering);
}

bool Account::is_quiet() const {
  return context_.clock.now() < context_.running.quiet_until;
}

AccountMode Account::mode() const {
  const auto* one = control_ == 0 ? nullptr : server(control_);
  if (one == nullptr) return AccountMode::primary;
  const bool way_back =
      control_ == fallback && server(working) != nullptr && server(working)->on_way_back();
  if (one->probing() || way_back) return AccountMode::probing;
  if (control_ == fallback) return AccountMode::fallback;
  return one->on_secondary() ? AccountMode::failover : AccountMode::primary;
}

std::string_view Account::place() const {
  const auto state = this->state();
  if (state == AccountState::registered) {
    if (control_ == fallback) return "fallback";
    return server(control_)->on_secondary() ? "failover" : "primary";
  }
  const bool is_off = !runs() || state == AccountState::unregistering;
  return is_off ? "off" : "none";
}

bool Account::is_told() const {
  return told_.place == place() && told_.target == shown_target_;
}

// Brings what is shown in line with what is.
void Account::show() {
  const auto state = this->state();
  const bool is_registered = state == AccountState::registered;
  const auto target = is_registered ? server(control_)->target() : std::nullopt;
  const auto number = is_registered ? control_ : 0;
  const bool is_new_state = state != state_;
  if (is_new_state || number != shown_server_ || target != shown_target_)
    since_ = wall_seconds(context_.clock);
  if (state_ == AccountState::registered && is_new_state && runs())
    ++counters_[AccountCounter::registration_lost];
  if (!is_registered) {
    registered_since_ = 0;
  } else if (registered_since_ == 0) {
    registered_since_ = since_;
  }
  registered_time_.run(is_registered);
  down_time_.run(runs() && !is_registered);
  const bool at_another = target && home_address_ && *home_address_ != target->address;
  if (target) home_address_ = target->address;
  const bool takes_along =
      is_registered && (std::exchange(changed_place_, false) ||
                        (at_another && settings_.servers[number - 1].failback_subscribe));
  if (takes_along && context_.news.moved) context_.news.moved(settings_.account);
  state_ = state;
  shown_server_ = number;
  shown_target_ = target;
  hold();
  if (is_new_state || !is_told()) tell("state", number, label_of(state));
}

// A registration that has not seen the last change keeps the number that it has.
void Account::hold() {
  if (deferred_) return;
  for (auto& server : servers_) {
    if (server) server->hold(changed_under_);
  }
  registered_generation_ =
      state_ == AccountState::registered ? server(shown_server_)->generation() : 0;
}

void Account::tell(std::string_view kind, unsigned number, std::string detail) {
  if (!event_) return;
  const auto now = context_.clock.now();
  const auto place = this->place();
  const bool is_registered = state() == AccountState::registered;
  const auto target = is_registered ? server(control_)->target() : std::nullopt;
  const auto before = told_;
  if (before.place != place || before.target != target) told_ = {place, target, now};
  event_({.kind = std::string(kind),
          .account = settings_.account,
          .server = number,
          .detail = std::move(detail),
          .time = wall_seconds(context_.clock),
          .place = std::string(place),
          .target = target ? to_string(*target) : "",
          .before = std::string(before.place),
          .lasted = whole_seconds(now - before.since)});
}

datamodel::AccountStatus Account::status() const {
  datamodel::AccountStatus status;
  status.account = settings_.account;
  status.state = state_;
  status.reason = reason_;
  status.mode = mode();
  status.server = shown_server_;
  status.since = since_;
  status.registered_since = registered_since_;
  status.registered_generation = registered_generation_;
  if (shown_target_ && server(shown_server_) != nullptr) {
    status.target = to_string(*shown_target_);
    status.transport = static_cast<std::uint8_t>(shown_target_->protocol);
    status.expires_at = wall_seconds(context_.clock, server(shown_server_)->lease_end());
  }
  status.last_failure = last_failure_;
  status.counters = counters_;
  status.counters[AccountCounter::seconds_registered] = registered_time_.seconds();
  status.counters[AccountCounter::seconds_down] = down_time_.seconds();
  status.discontinuity = started_;
  for (std::size_t i = 0; i < servers_.size(); ++i) {
    if (servers_[i]) servers_[i]->fill(status.servers[i]);
    status.servers[i].counters = server_counters_[i];
    status.servers[i].discontinuity = started_;
  }
  return status;
}

}  // namespace lineman::sipcore
