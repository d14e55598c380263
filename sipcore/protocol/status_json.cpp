// States and counters as JSON.
#include "datamodel/labels.hpp"
#include "sipcore/protocol/json.hpp"
#include "sipcore/protocol/member_reader.hpp"
#include "sipcore/protocol/status_members.hpp"

namespace lineman::sipcore {
namespace {

namespace json = boost::json;
using namespace datamodel;

json::value seconds(std::int64_t time) {
  return time;
}

json::value number(std::uint8_t transport) {
  return transport;
}

constexpr Spelling spelling{.time = seconds, .transport = number};

std::string method_suffix(std::size_t method) {
  return '.' + std::string{method_names[method]};
}

json::object to_json(const ServerStatus& server) {
  json::object object;
  add_state(object, server, spelling);
  object["counters"] = counters_of(server);
  object["discontinuity"] = server.discontinuity;
  return object;
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
  json::array servers;
  for (const auto& server : status.servers) servers.emplace_back(to_json(server));
  json::object object{{"account", status.account}};
  add_state(object, status, spelling);
  object["registered_generation"] = status.registered_generation;
  object["counters"] = counters_of(status);
  object["discontinuity"] = status.discontinuity;
  object["servers"] = std::move(servers);
  return object;
}

json::object to_json(const CoreStatus& core) {
  json::array held;
  for (const auto& each : core.held)
    held.emplace_back(json::object{{"name", each.name}, {"value", each.value}});
  return {{"instance", core.instance},    {"generation", core.generation},
          {"started", core.started},      {"counters", counters_of(core)},
          {"dns", dns_counters_of(core)}, {"held", std::move(held)}};
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
      .registered_generation = reader.number<std::uint64_t>("registered_generation"),
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
  for_each_object(reader, "held", [&](MemberReader& part) {
    core.held.push_back({.name = part.text("name"), .value = part.text("value")});
  });
  if (reader.failed()) return tl::unexpected{reader.problem()};
  return core;
}

}  // namespace lineman::sipcore
