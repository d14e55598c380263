#include "sipcore/phone/engine.hpp"

#include <algorithm>
#include <utility>

namespace lineman::sipcore {

using datamodel::ProblemCode;
using datamodel::Problems;

class Engine::Stage : public Phone::Staged {
 public:
  std::uint64_t loads = 0;  // a load in between makes it worthless
  GlobalSettings globals{};
  StartSettings start{};
  std::vector<AccountSettings> accounts{};
  std::vector<AccountValues> values{};         // of each of them
  std::vector<std::shared_ptr<Link>> links{};  // held until the accounts hold them
};

Engine::Engine(Clock& clock, Transport& transport, Resolver& resolver, const Options& options)
    : clock_(clock),
      transport_(transport),
      number_of_accounts_(options.accounts),
      transactions_(clock, meter_, options.icmp_fast_fail),
      pick_(options.pick),
      on_start_(options.on_start),
      context_{.clock = clock,
               .transport = transport,
               .resolver = resolver,
               .transactions = transactions_,
               .globals = globals_,
               .running = running_,
               .pick = pick_,
               .instance_id = options.instance_id,
               .news = account_news_,
               .keepalive_interval = keepalive_interval_},
      values_(options.accounts),
      user_agent_(clock, transport, transactions_, globals_.timers, *this,
                  {.event =
                       [this](const Event& event) {
                         if (event_) event_(event);
                       },
                   .calls_changed =
                       [this](unsigned number, unsigned calls) {
                         if (!stopped_) account(number)->set_calls(calls);
                       }}) {
  for (unsigned number = 1; number <= number_of_accounts_; ++number) {
    accounts_.push_back(std::make_unique<Account>(context_, number, event_));
  }
  account_news_ = {.moved = [this](unsigned account) { user_agent_.move(account); },
                   .left = [this](unsigned account) { user_agent_.leave(account); }};
  transport_.start(*this);
}

Engine::~Engine() {
  stop();
}

void Engine::stop() {
  stopped_ = true;
  user_agent_.stop();
  for (const auto& account : accounts_) account->stop();
}

// ---- configuration

std::string Engine::reason_against(const AccountSettings& settings) const {
  if (!settings.enabled) return {};
  auto reason = misconfigured(settings);
  for (std::size_t i = 0; reason.empty() && i < settings.servers.size(); ++i) {
    const auto address = parse_ip(settings.servers[i].address);
    if (!address || transport_.reaches(address->v6)) continue;
    reason = address_name(settings.servers[i]) + " is IPv" + (address->v6 ? "6" : "4") +
             ", and there is no local address of that kind";
  }
  return reason;
}

Problems Engine::check(const std::vector<AccountConfiguration>& accounts,
                       const Globals& globals) const {
  auto problems = problems_of(globals);
  for (const auto& account : accounts) {
    const auto more = problems_of(account, number_of_accounts_);
    problems.insert(problems.end(), more.begin(), more.end());
  }
  return problems;
}

tl::expected<void, Error> Engine::reserve(const AccountSettings& settings, Stage& stage) {
  if (!settings.enabled || !reason_against(settings).empty()) return {};
  for (std::size_t i = 0; i < settings.servers.size(); ++i) {
    const auto& server = settings.servers[i];
    const auto target = fixed_target(place_of(server));
    if (!target) continue;
    auto link = transport_.open(*target, server.address);
    if (link) {
      stage.links.push_back(std::move(*link));
      continue;
    }
    const auto name = "account." + std::to_string(settings.account) + "." + address_name(server);
    return tl::unexpected(
        Error{.code = ErrorCode::resource,
              .sentence = name + ": " + link.error().sentence,
              .problems = {{ProblemCode::conflict, name, server.address, link.error().sentence}}});
  }
  return {};
}

// The wait counts from here: nobody can register before.
void Engine::start(const StartSettings& settings) {
  if (!start_values_.begin(settings)) return;
  if (on_start_) on_start_(settings);
  running_.quiet_until = clock_.now() + pick_(Duration::zero(), settings.surge_prevention);
}

tl::expected<Phone::Prepared, Error> Engine::prepare(
    const std::vector<AccountConfiguration>& accounts, const Globals& globals) {
  if (auto problems = check(accounts, globals); !problems.empty()) {
    return tl::unexpected(Error{.code = ErrorCode::invalid,
                                .sentence = "values cannot be taken over",
                                .problems = std::move(problems)});
  }
  auto stage = std::make_unique<Stage>();
  stage->loads = loads_;
  stage->globals = global_settings(globals);
  stage->start = start_settings(globals);
  for (const auto& account : accounts) {
    stage->accounts.push_back(account_settings(account));
    stage->values.push_back(account.values);
  }
  start(stage->start);
  Phone::Prepared prepared;
  if (start_values_.would_wait(stage->start)) prepared.effects.push_back({0, Effect::restart});
  for (const auto& settings : stage->accounts) {
    if (auto reserved = reserve(settings, *stage); !reserved)
      return tl::unexpected(std::move(reserved.error()));
    const auto effect = account(settings.account)->effect_of(settings, reason_against(settings));
    prepared.effects.push_back({.account = settings.account, .effect = effect});
  }
  prepared.staged = std::move(stage);
  return prepared;
}

void Engine::run(std::uint64_t generation) {
  running_.generation = generation;
  ++running_.configuration;
}

void Engine::apply(const AccountSettings& settings, const AccountValues& values,
                   const std::string& reason) {
  auto* one = account(settings.account);
  values_[settings.account - 1].configure(values, !one->is_deferred());
  one->apply(settings, reason);
}

std::vector<datamodel::HeldValue> Engine::held() const {
  auto held = start_values_.held();
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (!accounts_[i]->is_deferred()) continue;
    const auto more = values_[i].held(static_cast<unsigned>(i) + 1);
    held.insert(held.end(), more.begin(), more.end());
  }
  return held;
}

void Engine::tell_generation() const {
  if (!event_) return;
  event_({.kind = std::string(generation_kind),
          .detail = std::to_string(running_.generation),
          .time = wall_seconds(context_.clock)});
}

void Engine::commit(std::unique_ptr<Phone::Staged> staged, std::uint64_t generation) {
  const auto* stage = dynamic_cast<const Stage*>(staged.get());
  if (stage == nullptr || stage->loads != loads_ || stopped_) return;
  run(generation);
  globals_ = stage->globals;
  start_values_.configure(stage->start);
  for (std::size_t i = 0; i < stage->accounts.size(); ++i) {
    const auto& settings = stage->accounts[i];
    apply(settings, stage->values[i], reason_against(settings));
  }
  for (const auto& one : accounts_) one->hold();
  tell_generation();
}

std::vector<AccountEffect> Engine::load(const Load& load) {
  ++loads_;
  std::vector<AccountEffect> effects;
  if (stopped_) return effects;
  run(load.generation);
  globals_ = global_settings(load.globals);
  const auto start_of_load = start_settings(load.globals);
  start(start_of_load);
  start_values_.configure(start_of_load);
  for (const auto& one : accounts_) {
    const auto number = one->settings().account;
    const auto found = std::ranges::find(load.accounts, number, &AccountConfiguration::account);
    const auto configuration =
        found == load.accounts.end() ? AccountConfiguration{.account = number} : *found;
    const auto settings = account_settings(configuration);
    auto reason = reason_against(settings);
    const auto problems = problems_of(configuration, number_of_accounts_);
    if (!problems.empty()) reason = problems.front().name + " " + problems.front().sentence;
    effects.push_back({.account = number, .effect = one->effect_of(settings, reason)});
    apply(settings, configuration.values, reason);
  }
  tell_generation();
  return effects;
}

std::vector<datamodel::AccountStatus> Engine::accounts() const {
  std::vector<datamodel::AccountStatus> all;
  for (const auto& account : accounts_) all.push_back(account->status());
  return all;
}

datamodel::SipTraffic Engine::traffic() const {
  auto traffic = meter_.traffic();
  traffic.totals[datamodel::TrafficCounter::waiting] =
      transactions_.waiting() + user_agent_.waiting();
  return traffic;
}

Account* Engine::account(unsigned number) const {
  return accounts_[number - 1].get();
}

// ---- messages

void Engine::received(const Target& from, std::string_view message) {
  if (stopped_) return;
  // Keepalives of RFC 5626 and of NAT boxes.
  if (message.find_first_not_of(std::string_view("\r\n\0", 3)) == std::string_view::npos) {
    for (const auto& account : accounts_) account->pong(from);
    return;
  }
  const auto parsed = parse_message(message);
  if (!parsed) return discard(from);
  if (const auto* request = std::get_if<Request>(&*parsed))
    return user_agent_.received(from, *request);
  const auto& response = std::get<Response>(*parsed);
  const bool is_stray = transactions_.received(from, response) == Transactions::Match::none &&
                        !user_agent_.received(from, response);
  meter_.response_in(response.method, response.status, !is_stray);
  if (is_stray) discard(from);
}

void Engine::connected(const Link& link) {
  if (!stopped_) transactions_.connected(link);
}

void Engine::failed(const Link& link, const TransportError& error) {
  if (!stopped_) transactions_.failed(link, error);
}

void Engine::closed(const Link& link) {
  if (stopped_) return;
  for (const auto& account : accounts_) account->connection_closed(link);
}

void Engine::network_changed() {
  if (stopped_) return;
  for (const auto& account : accounts_) account->network_changed();
  user_agent_.network_changed();
}

RequestRouter* Engine::router(unsigned number) {
  if (number == 0 || number > accounts_.size() || !account(number)->runs()) return nullptr;
  return account(number);
}

unsigned Engine::account_for(const Target& from, std::string_view user) {
  unsigned first = 0;
  for (const auto& account : accounts_) {
    const auto& name = account->settings().user_name;
    if (!account->runs() || name.substr(0, name.rfind('@')) != user) continue;
    if (account->uses(from.address)) return account->settings().account;
    if (first == 0) first = account->settings().account;
  }
  return first;
}

void Engine::discard(const Target& from) {
  meter_.count(datamodel::TrafficCounter::discarded);
  auto* counters = transactions_.waiting_for(from);
  if (counters == nullptr) counters = counters_for(from, "");
  if (counters != nullptr) ++(*counters)[datamodel::ServerCounter::discarded];
}

// The account that is meant, if that server is one of its; otherwise the first account that has
// that server.
datamodel::ServerCounters* Engine::counters_for(const Target& from, std::string_view user) {
  datamodel::ServerCounters* first = nullptr;
  for (const auto& account : accounts_) {
    auto* counters = account->counters_for(from.address);
    if (counters == nullptr) continue;
    const auto& name = account->settings().user_name;
    if (!user.empty() && name.substr(0, name.rfind('@')) == user) return counters;
    if (first == nullptr) first = counters;
  }
  return first;
}

}  // namespace lineman::sipcore
