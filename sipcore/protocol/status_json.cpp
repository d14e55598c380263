// States and counters as JSON.
#include "datamodel/labels.hpp"
#include "sipcore/protocol/json.hpp"
#include "sipcore/protocol/member_reader.hpp"

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

std::string method_suffix(std::size_t method) {
  return '.' + std::string{method_names[method]};
}

json::object to_json(const TargetStatus& target) {
  return {{"address", target.address},
          {"transport", target.transport},
          {"source", word(target_source_labels, target.source)},
          {"state", word(target_state_labels, target.state)},
          {"registered", target.registered},
          {"expires_at", target.expires_at},
          {"ttl", target.ttl},
          {"rtt_us", target.rtt_us},
          {"consecutive_failures", target.consecutive_failures},
          {"last_code", target.last_code},
          {"last_answer", target.last_answer}};
}

json::object to_json(const ServerStatus& server) {
  json::array targets;
  for (const auto& target : server.targets) targets.emplace_back(to_json(target));
  json::object counters;
  add_counters(counters, server_counters, server.counters.server);
  for (std::size_t i = 0; i < method_names.size(); ++i) {
    add_counters(counters, method_counters, server.counters.methods[i], method_suffix(i));
  }
  return {{"state", word(target_state_labels, server.state)},
          {"registered", server.registered},
          {"expires_at", server.expires_at},
          {"targets", std::move(targets)},
          {"counters", std::move(counters)},
          {"discontinuity", server.discontinuity}};
}

TargetStatus read_target(MemberReader& reader) {
  return {.address = reader.text("address"),
          .transport = reader.number<std::uint8_t>("transport"),
          .source = reader.label<TargetSource>("source", target_source_labels),
          .state = reader.label<TargetState>("state", target_state_labels),
          .registered = reader.flag("registered"),
          .expires_at = reader.number<std::int64_t>("expires_at"),
          .ttl = reader.number<std::uint32_t>("ttl"),
          .rtt_us = reader.number<std::uint32_t>("rtt_us"),
          .consecutive_failures = reader.number<std::uint32_t>("consecutive_failures"),
          .last_code = reader.number<unsigned>("last_code"),
          .last_answer = reader.number<std::int64_t>("last_answer")};
}

// Each object of a list, read by `read`; what is wrong with one is wrong with the whole.
template <typename Read>
void for_each_object(MemberReader& reader, std::string_view name, Read read) {
  for (const auto& value : reader.list(name)) {
    if (!value.is_object())
      return reader.fail(std::string{name} + " has a member that is not an object");
    MemberReader part{value.get_object()};
    read(part);
    if (part.failed()) return reader.fail(std::string{name} + ": " + part.problem());
  }
}

ServerStatus read_server(MemberReader& reader) {
  ServerStatus server{.state = reader.label<TargetState>("state", target_state_labels),
                      .registered = reader.flag("registered"),
                      .expires_at = reader.number<std::int64_t>("expires_at")};
  for_each_object(reader, "targets",
                  [&](MemberReader& part) { server.targets.push_back(read_target(part)); });
  const auto& counters = reader.object("counters");
  reader.counters(counters, server_counters, server.counters.server);
  for (std::size_t i = 0; i < method_names.size(); ++i) {
    reader.counters(counters, method_counters, server.counters.methods[i], method_suffix(i));
  }
  server.discontinuity = reader.number<std::int64_t>("discontinuity");
  return server;
}

Failure read_failure(const json::object& object, MemberReader& whole) {
  MemberReader reader{object};
  Failure failure{.code = reader.number<unsigned>("code"),
                  .reason = reader.text("reason"),
                  .time = reader.number<std::int64_t>("time")};
  if (reader.failed()) whole.fail("last_failure: " + reader.problem());
  return failure;
}

void read_servers(MemberReader& reader, AccountStatus& status) {
  std::size_t number = 0;
  for_each_object(reader, "servers", [&](MemberReader& part) {
    if (number == status.servers.size()) return part.fail("more servers than an account has");
    status.servers[number++] = read_server(part);
  });
}

}  // namespace

json::object to_json(const AccountStatus& status) {
  json::object counters;
  add_counters(counters, account_counters, status.counters);
  json::array servers;
  for (const auto& server : status.servers) servers.emplace_back(to_json(server));
  json::value failure;
  if (const auto& last = status.last_failure) {
    failure = json::object{{"code", last->code}, {"reason", last->reason}, {"time", last->time}};
  }
  return {{"account", status.account},
          {"state", word(account_state_labels, status.state)},
          {"reason", status.reason},
          {"mode", word(account_mode_labels, status.mode)},
          {"server", status.server},
          {"target", status.target},
          {"transport", status.transport},
          {"since", status.since},
          {"registered_since", status.registered_since},
          {"expires_at", status.expires_at},
          {"last_failure", std::move(failure)},
          {"counters", std::move(counters)},
          {"discontinuity", status.discontinuity},
          {"servers", std::move(servers)}};
}

json::object to_json(const CoreStatus& core) {
  json::object counters;
  json::object dns;
  add_counters(counters, core_counters, core.counters);
  add_counters(dns, dns_counters, core.dns);
  return {{"instance", core.instance},
          {"generation", core.generation},
          {"started", core.started},
          {"counters", std::move(counters)},
          {"dns", std::move(dns)}};
}

Parsed<AccountStatus> account_status_from_json(const json::object& object) {
  MemberReader reader{object};
  AccountStatus status{
      .account = reader.number<unsigned>("account"),
      .state = reader.label<AccountState>("state", account_state_labels),
      .reason = reader.text("reason"),
      .mode = reader.label<AccountMode>("mode", account_mode_labels),
      .server = reader.number<unsigned>("server"),
      .target = reader.text("target"),
      .transport = reader.number<std::uint8_t>("transport"),
      .since = reader.number<std::int64_t>("since"),
      .registered_since = reader.number<std::int64_t>("registered_since"),
      .expires_at = reader.number<std::int64_t>("expires_at"),
      .discontinuity = reader.number<std::int64_t>("discontinuity"),
  };
  if (reader.has("last_failure")) {
    status.last_failure = read_failure(reader.object("last_failure"), reader);
  }
  reader.counters(reader.object("counters"), account_counters, status.counters);
  read_servers(reader, status);
  if (reader.failed()) return tl::unexpected{reader.problem()};
  return status;
}

Parsed<CoreStatus> core_status_from_json(const json::object& object) {
  MemberReader reader{object};
  CoreStatus core{.instance = reader.text("instance"),
                  .generation = reader.number<std::uint64_t>("generation"),
                  .started = reader.number<std::int64_t>("started")};
  reader.counters(reader.object("counters"), core_counters, core.counters);
  reader.counters(reader.object("dns"), dns_counters, core.dns);
  if (reader.failed()) return tl::unexpected{reader.problem()};
  return core;
}

}  // namespace lineman::sipcore
