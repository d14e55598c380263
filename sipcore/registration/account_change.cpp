// How a change of configuration acts on an account: the least that makes it true.
#include <utility>

#include "sipcore/registration/account.hpp"

namespace lineman::sipcore {

namespace {

// Another address of record: nothing of the old registrations can be kept.
bool same_identity(const AccountSettings& a, const AccountSettings& b) {
  return a.user_name == b.user_name;
}

bool same_credentials(const AccountSettings& a, const AccountSettings& b) {
  return credentials_of(a) == credentials_of(b);
}

bool differs_in_transport_alone(ServerSettings a, const ServerSettings& b) {
  a.transport_type = b.transport_type;
  return same_place(a, b);
}

}  // namespace

// Another registration would leave the calls behind: it waits for their end.
Effect Account::effect_of(const AccountSettings& settings, const std::string& reason) const {
  const auto effect = effect_at_once(settings, reason);
  const bool moves = effect == Effect::reregister || effect == Effect::rebind;
  return moves && has_call() ? Effect::deferred : effect;
}

Effect Account::effect_at_once(const AccountSettings& settings, const std::string& reason) const {
  const bool will_run = settings.enabled && reason.empty();
  if (will_run != runs()) return Effect::reregister;
  if (!will_run) return Effect::none;
  if (!same_identity(settings, settings_) || !same_credentials(settings, settings_))
    return Effect::reregister;
  if (settings != settings_ && !failed_servers().empty()) return Effect::reregister;
  auto effect = settings.successive == settings_.successive ? Effect::none : Effect::reregister;
  for (std::size_t i = 0; i < settings.servers.size(); ++i) {
    const auto& now = settings_.servers[i];
    const auto& then = settings.servers[i];
    const bool in_use = servers_[i] && (servers_[i]->registered() || !servers_[i]->idle());
    const bool will_be_used = in_use || i == 0 || !settings.successive;
    if (!same_place(now, then) && will_be_used)
      return differs_in_transport_alone(now, then) ? Effect::rebind : Effect::reregister;
    const bool due = servers_[i] && servers_[i]->is_due_with(settings.register_expires_overlap);
    if (((now.expires != then.expires && in_use) || due) && effect == Effect::none)
      effect = Effect::refresh;
  }
  return effect;
}

void Account::apply(const AccountSettings& settings, const std::string& reason) {
  deferred_.reset();
  if (effect_of(settings, reason) == Effect::deferred) {
    deferred_ = {settings, reason};
    return;
  }
  take_over(settings, reason);
}

void Account::set_calls(unsigned calls) {
  calls_ = calls;
  if (calls_ > 0) return;
  if (const auto waiting = std::exchange(deferred_, std::nullopt)) {
    take_over(waiting->settings, waiting->reason);
  }
  for (auto& server : servers_) {
    if (server) server->call_ended();
  }
}

void Account::take_over(const AccountSettings& settings, const std::string& reason) {
  const auto before = std::exchange(settings_, settings);
  const bool ran = before.enabled && reason_.empty();
  reason_ = settings.enabled ? reason : std::string();
  const bool goes_on = ran && runs() && same_identity(before, settings_);
  if (ran && !goes_on && context_.news.left) context_.news.left(settings_.account);
  if (!goes_on) {
    rebuild();
  } else {
    adapt(before);
  }
  if (is_quiet())
    quiet_timer_ = context_.clock.at(context_.running.quiet_until, [this] { show(); });
  show();
}

void Account::rebuild() {
  changed_under_ = context_.running.configuration;
  for (unsigned number = working; number <= fallback; ++number) drop_server(number);
  way_back_timer_.reset();
  control_ = 0;
  home_ = working;
  home_address_.reset();
  changed_place_ = true;
  forget_failures();
  last_failure_.reset();
  if (!runs()) return;
  for (unsigned number = working; number <= fallback; ++number) make_server(number);
  start_what_is_due();
}

void Account::make_server(unsigned number) {
  if (settings_.servers[number - 1].address.empty()) return;
  servers_[number - 1] = std::make_unique<ServerRegistration>(context_, *this, settings_, number,
                                                              server_counters_[number - 1]);
  if (settings_.unregister_on_reboot && context_.running.is_first())
    servers_[number - 1]->clean_first();
}

void Account::drop_server(unsigned number) {
  auto& server = servers_[number - 1];
  retry_timers_[number - 1].reset();
  failures_[number - 1].reset();
  counted_[number - 1] = false;
  if (!server) return;
  server->leave();
  server.reset();
  if (control_ == number) control_ = 0;
}

void Account::forget_failures() {
  failures_ = {};
  counted_ = {};
  failed_rounds_ = {};
  failure_state_.reset();
  tried_fallback_ = false;
  first_is_late_ = false;
  grace_timer_.reset();
  for (auto& timer : retry_timers_) timer.reset();
}

void Account::adapt(const AccountSettings& before) {
  const bool moved = !same_place(before.servers[0], settings_.servers[0]) ||
                     !same_place(before.servers[1], settings_.servers[1]);
  const bool anew =
      moved || !same_credentials(before, settings_) || before.successive != settings_.successive;
  changed_place_ = changed_place_ || moved;
  if (anew) forget_failures();
  for (unsigned number = working; number <= fallback; ++number) adapt_server(number, before);
  if (settings_.successive && !before.successive) go_successive();
  if (before.fallback_timeout != settings_.fallback_timeout && way_back_timer_) arm_way_back();
  if (settings_.successive) grace_timer_.reset();
  if (!settings_.successive) way_back_timer_.reset();
  if (anew) {
    start_what_is_due();
  } else if (settings_ != before) {
    start_what_failed();
  }
  if (!settings_.successive) choose_control();
}

void Account::adapt_server(unsigned number, const AccountSettings& before) {
  const auto& then = before.servers[number - 1];
  const auto& now = settings_.servers[number - 1];
  const bool has_control = control_ == number || control_ == 0;
  if (!same_place(then, now)) {
    if (has_control) changed_under_ = context_.running.configuration;
    drop_server(number);
    return make_server(number);
  }
  auto* server = this->server(number);
  if (server == nullptr) return;
  const bool due = server->is_due_with(settings_.register_expires_overlap);
  server->update(settings_);
  const bool in_use = server->registered() || !server->idle();
  const bool is_new = then.expires != now.expires || !same_credentials(before, settings_);
  if (!due && !(in_use && is_new)) return;
  if (has_control) changed_under_ = context_.running.configuration;
  server->renew();
}

// One at a time: the server that has control stays, the other one is left.
void Account::go_successive() {
  auto* other = server(control_ == fallback ? working : fallback);
  if (other != nullptr) other->leave();
  if (control_ == fallback && !way_back_timer_) arm_way_back();
}

// Those that wait for their next try, or for a change: they are tried again when something changes.
std::vector<unsigned> Account::failed_servers() const {
  std::vector<unsigned> numbers;
  const auto waits = [this](unsigned number) {
    return server(number) != nullptr && server(number)->idle() && !server(number)->registered();
  };
  if (settings_.successive) {
    const bool second_waits = server(fallback) == nullptr || waits(fallback);
    if (failure_state_ && waits(working) && second_waits) numbers.push_back(working);
    return numbers;
  }
  for (unsigned number = working; number <= fallback; ++number) {
    if (waits(number) && failures_[number - 1]) numbers.push_back(number);
  }
  return numbers;
}

void Account::start_what_failed() {
  for (const auto number : failed_servers()) {
    retry_timers_[number - 1].reset();
    server(number)->start();
  }
}

void Account::start_what_is_due() {
  const auto start = [this](unsigned number) {
    if (server(number) != nullptr && !server(number)->registered()) server(number)->start();
  };
  if (!settings_.successive) {
    for (unsigned number = working; number <= fallback; ++number) start(number);
    return;
  }
  if (control_ == fallback) {
    // Server 1 is another one than before, or answers other credentials: no reason to wait for the
    // next turn.
    if (!server(working)->idle()) return;
    ++counters_[datamodel::AccountCounter::failback_probes];
    return server(working)->start_way_back();
  }
  if (control_ == 0 && (server(fallback) == nullptr || server(fallback)->idle())) start(working);
}

}  // namespace lineman::sipcore
