#include "sipcore/protocol/status_members.hpp"

#include <string>

#include "datamodel/labels.hpp"
#include "sipcore/protocol/network_text.hpp"

namespace lineman::sipcore {
namespace {

namespace json = boost::json;
using namespace datamodel;

template <typename Enumeration>
std::string_view word(std::span<const Label> labels, Enumeration value) {
  const auto* label = find_label(labels, static_cast<int>(value));
  return label != nullptr ? label->mib : std::string_view{};
}

template <typename Rows, typename Counters>
void add_counters(json::object& object, const Rows& rows, const Counters& counters,
                  std::string_view suffix = {}) {
  auto value = counters.begin();
  for (const auto& row : rows) object.emplace(std::string{row.name}.append(suffix), *value++);
}

json::object target_object(const TargetStatus& target, const Spelling& spelling) {
  return {{"address", target.address},
          {"transport", spelling.transport(target.transport)},
          {"source", word(target_source_labels, target.source)},
          {"state", word(target_state_labels, target.state)},
          {"registered", target.registered},
          {"expires_at", spelling.time(target.expires_at)},
          {"ttl", target.ttl},
          {"rtt_us", target.rtt_us},
          {"consecutive_failures", target.consecutive_failures},
          {"last_code", target.last_code},
          {"last_answer", spelling.time(target.last_answer)}};
}

json::value failure_or_null(const std::optional<Failure>& failure, const Spelling& spelling) {
  if (!failure) return nullptr;
  return json::object{{"code", failure->code},
                      {"reason", network_text(failure->reason, maximum_reason)},
                      {"time", spelling.time(failure->time)}};
}

}  // namespace

void add_state(json::object& object, const ServerStatus& server, const Spelling& spelling) {
  json::array targets;
  for (const auto& target : server.targets) targets.emplace_back(target_object(target, spelling));
  object["state"] = word(target_state_labels, server.state);
  object["registered"] = server.registered;
  object["expires_at"] = spelling.time(server.expires_at);
  object["targets"] = std::move(targets);
}

void add_state(json::object& object, const AccountStatus& account, const Spelling& spelling) {
  object["state"] = word(account_state_labels, account.state);
  object["reason"] = account.reason;
  object["mode"] = word(account_mode_labels, account.mode);
  object["server"] = account.server;
  object["target"] = account.target;
  object["transport"] = spelling.transport(account.transport);
  object["since"] = spelling.time(account.since);
  object["registered_since"] = spelling.time(account.registered_since);
  object["expires_at"] = spelling.time(account.expires_at);
  object["last_failure"] = failure_or_null(account.last_failure, spelling);
}

json::object counters_of(const ServerStatus& server) {
  json::object counters;
  add_counters(counters, server_counters, server.counters.server);
  for (std::size_t i = 0; i < method_names.size(); ++i) {
    add_counters(counters, method_counters, server.counters.methods[i],
                 '.' + std::string{method_names[i]});
  }
  return counters;
}

json::object counters_of(const AccountStatus& account) {
  json::object counters;
  add_counters(counters, account_counters, account.counters);
  return counters;
}

json::object counters_of(const CoreStatus& core) {
  json::object counters;
  add_counters(counters, core_counters, core.counters);
  return counters;
}

json::object dns_counters_of(const CoreStatus& core) {
  json::object counters;
  add_counters(counters, dns_counters, core.dns);
  return counters;
}

}  // namespace lineman::sipcore
