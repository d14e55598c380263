#include "sipcore/control/control_service.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

#include "daemon/log.hpp"
#include "sipcore/control/refusals.hpp"
#include "sipcore/protocol/interface_text.hpp"
#include "sipcore/protocol/json.hpp"
#include "sipcore/protocol/member_reader.hpp"
#include "varlink/errors.hpp"

namespace lineman::sipcore {
namespace {

using varlink::Exchange;
using varlink::Queued;

// What this core can do, in words that an agent may look for.
constexpr std::array<std::string_view, 6> capabilities = {"calls", "failover", "fallback",
                                                          "tcp",   "tls",      "udp"};

std::int64_t seconds_since_epoch(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::seconds>(clock.wall().time_since_epoch()).count();
}

// The one string that a method takes.
std::optional<std::string> txn_of(Exchange& exchange) {
  MemberReader reader{exchange.call().parameters};
  auto txn = reader.text("txn");
  if (!reader.failed()) return txn;
  refuse_parameters(exchange, reader.problem());
  return std::nullopt;
}

boost::json::object event_reply(const Event& event) {
  return {{"event", to_json(event)}};
}

}  // namespace

varlink::Interface control_interface() {
  return {interface_name, interface_text};
}

ControlService::ControlService(CoreActions& actions, Clock& clock, std::string instance,
                               unsigned accounts)
    : actions_(actions),
      clock_(clock),
      instance_(std::move(instance)),
      accounts_(accounts),
      started_(seconds_since_epoch(clock)),
      staging_(actions, clock, accounts) {}

ControlService::Method ControlService::method_of(std::string_view member) {
  struct Entry {
    std::string_view name;
    Method method;
  };
  static constexpr std::array entries = {
      Entry{"Hello", &ControlService::hello},
      Entry{"Prepare", &ControlService::prepare},
      Entry{"Commit", &ControlService::commit},
      Entry{"Abort", &ControlService::abort},
      Entry{"LoadBegin", &ControlService::load_begin},
      Entry{"LoadAccount", &ControlService::load_account},
      Entry{"LoadEnd", &ControlService::load_end},
      Entry{"GetStatus", &ControlService::get_status},
      Entry{"GetCounters", &ControlService::get_counters},
      Entry{"Monitor", &ControlService::monitor},
      Entry{"Dial", &ControlService::dial},
      Entry{"Hangup", &ControlService::hangup},
      Entry{"Calls", &ControlService::calls},
      Entry{"Subscribe", &ControlService::subscribe},
      Entry{"Unsubscribe", &ControlService::unsubscribe},
      Entry{"Subscriptions", &ControlService::subscriptions},
  };
  const auto* const entry = std::ranges::find(entries, member, &Entry::name);
  return entry == entries.end() ? nullptr : entry->method;
}

void ControlService::called(Exchange exchange) {
  const auto method = method_of(exchange.call().member());
  if (method == nullptr) return exchange.error(varlink::method_not_found(exchange.call().method));
  (this->*method)(exchange);
}

void ControlService::hello(Exchange& exchange) {
  const auto hello = hello_from_json(exchange.call().parameters);
  if (!hello) return refuse_parameters(exchange, hello.error());
  if (std::ranges::find(hello->protocols, protocol_version) == hello->protocols.end()) {
    log::warning(log::Event::agent_refused, "an agent speaks another protocol",
                 {{"LINEMAN_AGENT", hello->agent}});
    return refuse(exchange,
                  {.code = ErrorCode::unsupported,
                   .sentence = "this core speaks protocol " + std::to_string(protocol_version),
                   .problems = {{datamodel::ProblemCode::conflict, "protocols", {}, {}}}});
  }
  log::info(log::Event::agent_connected, "an agent is here", {{"LINEMAN_AGENT", hello->agent}});
  exchange.reply(to_json(Welcome{.protocol = protocol_version,
                                 .instance = instance_,
                                 .generation = staging_.generation(),
                                 .digest = staging_.digest(),
                                 .capabilities = {capabilities.begin(), capabilities.end()}}));
}

void ControlService::prepare(Exchange& exchange) {
  const auto prepare = prepare_from_json(exchange.call().parameters);
  if (!prepare) return refuse_parameters(exchange, prepare.error());
  const auto effects = staging_.prepare(exchange.connection(), *prepare);
  if (!effects) return refuse(exchange, effects.error());
  exchange.reply(effects_to_json(*effects));
}

void ControlService::commit(Exchange& exchange) {
  const auto txn = txn_of(exchange);
  if (!txn) return;
  const auto generation = staging_.commit(*txn);
  if (!generation) return refuse(exchange, generation.error());
  runs(*generation, "configuration taken over");
  exchange.reply({{"generation", *generation}});
}

void ControlService::abort(Exchange& exchange) {
  const auto txn = txn_of(exchange);
  if (!txn) return;
  staging_.abort(*txn);
  exchange.reply();
}

void ControlService::load_begin(Exchange& exchange) {
  auto load = load_begin_from_json(exchange.call().parameters);
  if (!load) return refuse_parameters(exchange, load.error());
  const auto begun = staging_.load_begin(exchange.connection(), std::move(*load));
  if (!begun) return refuse(exchange, begun.error());
  exchange.reply();
}

void ControlService::load_account(Exchange& exchange) {
  auto account = account_from_json(exchange.call().parameters);
  if (!account) return refuse_parameters(exchange, account.error());
  const auto taken = staging_.load_account(exchange.connection(), std::move(*account));
  if (!taken) return refuse(exchange, taken.error());
  exchange.reply();
}

void ControlService::load_end(Exchange& exchange) {
  const auto generation = staging_.load_end(exchange.connection());
  if (!generation) return refuse(exchange, generation.error());
  runs(*generation, "configuration loaded");
  exchange.reply({{"generation", *generation}});
}

void ControlService::runs(std::uint64_t generation, std::string_view how) {
  log::info(how, {{"LINEMAN_GENERATION", std::to_string(generation)}});
  if (on_generation_) on_generation_(generation);
}

void ControlService::get_status(Exchange& exchange) {
  send_accounts(exchange, actions_.accounts());
}

void ControlService::get_counters(Exchange& exchange) {
  auto accounts = actions_.accounts();
  MemberReader reader{exchange.call().parameters};
  if (reader.has("accounts")) {
    std::vector<std::uint64_t> wanted;
    for (const auto& value : reader.list("accounts")) {
      boost::json::error_code error;
      wanted.push_back(value.to_number<std::uint64_t>(error));
      if (error) reader.fail("accounts has a member that is not a number");
    }
    if (reader.failed()) return refuse_parameters(exchange, reader.problem());
    std::erase_if(accounts, [&](const datamodel::AccountStatus& status) {
      return std::ranges::find(wanted, status.account) == wanted.end();
    });
  }
  if (accounts.empty()) return refuse_parameters(exchange, "accounts names none that is there");
  send_accounts(exchange, std::move(accounts));
}

void ControlService::send_accounts(Exchange& exchange,
                                   std::vector<datamodel::AccountStatus> accounts) {
  if (!exchange.call().more && accounts.size() > 1) {
    return exchange.error(varlink::expected_more());
  }
  StatusStream stream{exchange, std::move(accounts), actions_.traffic()};
  if (!go_on(stream)) streams_.insert_or_assign(exchange.connection(), std::move(stream));
}

bool ControlService::go_on(StatusStream& stream) const {
  while (stream.next < stream.accounts.size()) {
    boost::json::object reply{{"core", to_json(core())},
                              {"account", to_json(stream.accounts[stream.next])}};
    if (stream.next + 1 == stream.accounts.size()) {
      reply["traffic"] = to_json(stream.traffic);
      stream.exchange.reply(std::move(reply));
      return true;
    }
    if (stream.exchange.continues(std::move(reply)) == Queued::full) return false;
    ++stream.next;
  }
  return true;
}

void ControlService::monitor(Exchange& exchange) {
  if (!exchange.call().more) return exchange.error(varlink::expected_more());
  MemberReader reader{exchange.call().parameters};
  const auto from =
      reader.has("from_seq") ? reader.number<std::uint64_t>("from_seq") : events_.last();
  if (reader.failed()) return refuse_parameters(exchange, reader.problem());
  const auto [place, is_new] = monitors_.insert_or_assign(exchange.connection(), Monitor{exchange});
  const auto missed = events_.after(from);
  if (!missed) return tell(place->second, resync());
  for (const auto& event : *missed) tell(place->second, event);
}

void ControlService::event(Event event) {
  if (event.time == 0) event.time = seconds_since_epoch(clock_);
  const auto numbered = events_.add(std::move(event));
  for (auto& [id, monitor] : monitors_) tell(monitor, numbered);
}

void ControlService::tell(Monitor& monitor, const Event& event) {
  if (monitor.lost_events) return;
  if (monitor.exchange.continues(event_reply(event)) != Queued::full) return;
  monitor.lost_events = true;
  ++staging_.counters()[datamodel::CoreCounter::monitor_overflows];
  log::warning(log::Event::monitor_too_slow, "a monitor reads too slowly and loses events");
}

Event ControlService::resync() const {
  return {.sequence = events_.last(),
          .kind = std::string(resync_kind),
          .time = seconds_since_epoch(clock_)};
}

void ControlService::drained(varlink::ConnectionId id) {
  if (const auto stream = streams_.find(id); stream != streams_.end()) {
    if (go_on(stream->second)) streams_.erase(stream);
  }
  const auto monitor = monitors_.find(id);
  if (monitor == monitors_.end() || !monitor->second.lost_events) return;
  monitor->second.lost_events = false;
  tell(monitor->second, resync());
}

void ControlService::closed(varlink::ConnectionId id) {
  streams_.erase(id);
  monitors_.erase(id);
  staging_.connection_closed(id);
}

datamodel::CoreStatus ControlService::core() const {
  return {.instance = instance_,
          .generation = staging_.generation(),
          .started = started_,
          .counters = staging_.counters(),
          .dns = actions_.dns(),
          .held = actions_.held()};
}

}  // namespace lineman::sipcore
