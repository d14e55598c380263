#include "agent/control/control_service.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>

#include "agent/control/interface_text.hpp"
#include "agent/control/name_pattern.hpp"
#include "agent/control/parameters_of_call.hpp"

namespace lineman::agent {
namespace {

using namespace datamodel;

constexpr std::size_t maximum_patterns = 1024;

Problem unknown(std::string_view name) {
  return {ProblemCode::unknown_parameter, std::string{name}, {}, "is no parameter of this phone"};
}

}  // namespace

bool ControlAccess::may_write(const varlink::Peer& peer) const {
  if (peer.uid == 0 || peer.uid == geteuid()) return true;
  return peer.uid != web_user && write_group && peer.in_group(*write_group);
}

bool ControlAccess::may_read(const varlink::Peer& peer) const {
  return may_write(peer) || may_act_for(peer) || (read_group && peer.in_group(*read_group));
}

bool ControlAccess::may_act_for(const varlink::Peer& peer) const {
  return peer.uid == 0 || peer.uid == geteuid() || peer.uid == web_user;
}

ControlService::ControlService(Configuration& configuration, Status& status, History& history,
                               Calls& calls, EventFeed& events, const Clock& clock,
                               ControlAccess access, ControlSources sources)
    : configuration_{configuration},
      status_{status},
      acting_{configuration, status},
      history_{history},
      calls_{calls},
      events_{events},
      clock_{clock},
      access_{access},
      sources_{std::move(sources)} {}

std::span<const ControlService::Method> ControlService::methods() {
  static constexpr std::array all = {
      Method{"ActFor", false, &ControlService::act_for},
      Method{"Status", false, &ControlService::status},
      Method{"Counters", false, &ControlService::counters},
      Method{"Get", false, &ControlService::get},
      Method{"Set", true, &ControlService::set},
      Method{"Import", true, &ControlService::import_files},
      Method{"Export", false, &ControlService::export_file},
      Method{"History", false, &ControlService::history},
      Method{"Inform", true, &ControlService::inform},
      Method{"ConfirmGuard", true, &ControlService::confirm_guard},
      Method{"Diff", false, &ControlService::diff},
      Method{"Rollback", true, &ControlService::rollback},
      Method{"Events", false, &ControlService::events},
      Method{"Watch", false, &ControlService::watch},
      Method{"Dial", true, &ControlService::dial},
      Method{"Hangup", true, &ControlService::hangup},
      Method{"Calls", false, &ControlService::calls},
      Method{"Subscribe", true, &ControlService::subscribe},
      Method{"Unsubscribe", true, &ControlService::unsubscribe},
      Method{"Subscriptions", false, &ControlService::subscriptions},
  };
  return all;
}

std::vector<std::string_view> ControlService::method_names() {
  std::vector<std::string_view> names;
  names.reserve(methods().size());
  for (const auto& method : methods()) names.push_back(method.name);
  return names;
}

void ControlService::called(varlink::Exchange exchange) {
  const auto method = std::ranges::find(methods(), exchange.call().member(), &Method::name);
  if (method == methods().end()) {
    exchange.error(varlink::method_not_found(exchange.call().method));
  } else if (const auto obstacle = obstacle_of(*method, exchange)) {
    exchange.error(*obstacle);
  } else {
    (this->*method->answer)(std::move(exchange));
  }
}

void ControlService::status(varlink::Exchange exchange) {
  const auto account =
      read_number(exchange.call().parameters, "account", 1, configuration_.accounts());
  if (!account) return exchange.error(account.error());
  status_.refresh([this, exchange, account = *account]() mutable {
    exchange.reply(status_reply(configuration_, status_,
                                {.doors = sources_.doors(), .acs = sources_.acs()}, account));
  });
}

void ControlService::counters(varlink::Exchange exchange) {
  const auto& parameters = exchange.call().parameters;
  const auto account = read_number(parameters, "account", 1, configuration_.accounts());
  if (!account) return exchange.error(account.error());
  const auto server = read_number(parameters, "server", 1, servers_per_account);
  if (!server) return exchange.error(server.error());
  if (*server && !*account) {
    return exchange.error(varlink::invalid_parameter("server", "needs account beside it"));
  }
  status_.refresh([this, exchange, account = *account, server = *server]() mutable {
    exchange.reply(counters_reply(status_, account, server));
  });
}

void ControlService::get(varlink::Exchange exchange) {
  const auto patterns = read_texts(exchange.call().parameters, "patterns", maximum_patterns);
  if (!patterns) return exchange.error(patterns.error());
  std::vector<ParameterRef> refs;
  Problems problems;
  for (const auto& pattern : *patterns) {
    const auto found = matching(pattern, configuration_.accounts());
    if (found.empty()) problems.push_back(unknown(pattern));
    refs.insert(refs.end(), found.begin(), found.end());
  }
  if (!problems.empty()) return exchange.error(refusal(problems));
  std::ranges::sort(refs);
  refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
  // The core knows what waits for its next start.
  const bool asks_core = std::ranges::any_of(
      refs, [](ParameterRef ref) { return ref.parameter().applies == Applies::restart; });
  if (!asks_core) return exchange.reply(values_reply(configuration_, acting_, refs));
  status_.refresh([this, exchange, refs = std::move(refs)]() mutable {
    exchange.reply(values_reply(configuration_, acting_, refs));
  });
}

void ControlService::inform(varlink::Exchange exchange) {
  if (!sources_.inform()) {
    return exchange.error(refusal(
        {{ProblemCode::conflict, {}, {}, "no session is possible: " + sources_.acs().result}}));
  }
  exchange.reply({{"version", control_version}, {"url", sources_.acs().url}});
}

void ControlService::watch(varlink::Exchange exchange) {
  if (!exchange.call().more) return exchange.error(varlink::expected_more());
  const auto id = exchange.connection();
  const auto deliver = [exchange](const Event& event) mutable {
    return exchange.continues(event_reply(event)) != varlink::Queued::full;
  };
  const Event first{.kind = std::string{watching_kind}, .generation = configuration_.generation()};
  if (!events_.watch(id, first, deliver)) {
    const auto most = std::to_string(EventFeed::maximum_watchers);
    return exchange.error(refusal(
        {{ProblemCode::busy, {}, {}, "there are " + most + " watchers, and no more are taken"}}));
  }
}

varlink::Interface control_interface() {
  return {control_interface_name, control_interface_text};
}

}  // namespace lineman::agent
