#include "sipcore/registration/account_settings.hpp"

#include <algorithm>

#include "datamodel/parameters.hpp"
#include "datamodel/validation.hpp"
#include "sipcore/value_reader.hpp"

namespace lineman::sipcore {

namespace {

using datamodel::Parameter;
using datamodel::ProblemCode;
using std::chrono::seconds;

constexpr seconds shortest_failback_timeout{60};

void check(const Parameter* row, const std::string& name, const std::string& value,
           datamodel::Problems& problems) {
  if (row == nullptr) {
    problems.push_back(
        {ProblemCode::unknown_parameter, name, value, "is not known to this SIP core"});
    return;
  }
  const auto verdict = problem_with(row->kind, value);
  if (verdict == datamodel::Verdict::good) return;
  problems.push_back({code_of(verdict), name, row->secret ? std::string(datamodel::masked) : value,
                      explain(verdict, row->kind)});
}

ServerSettings server_settings(const AccountConfiguration& configuration, unsigned server) {
  const ValueReader values(configuration.values, "sip_server." + std::to_string(server) + ".");
  ServerSettings settings;
  settings.address = values.text("address");
  settings.port = static_cast<std::uint16_t>(values.number("port"));
  settings.transport_type = static_cast<unsigned>(values.number("transport_type"));
  settings.expires = seconds(values.number("expires"));
  settings.retry_counts = static_cast<unsigned>(values.number("retry_counts"));
  settings.failback_mode = static_cast<FailbackMode>(values.number("failback_mode"));
  settings.failback_timeout = seconds(values.number("failback_timeout"));
  if (settings.failback_timeout.count() != 0) {
    settings.failback_timeout = std::max(settings.failback_timeout, shortest_failback_timeout);
  }
  return settings;
}

constexpr unsigned by_dns = 3;  // of transport_type_labels

// Why this core cannot run the server's transport; empty where it can.
std::string_view why_not_run(const ServerSettings& server) {
  if (server.transport_type == by_dns && server.port == 0 && !parse_ip(server.address))
    return "cannot be run with port 0: this SIP core does not ask for NAPTR and SRV records";
  return {};
}

}  // namespace

Target ServerSettings::target_at(const IpAddress& ip) const {
  const auto protocol =
      transport_type == by_dns ? Protocol::udp : static_cast<Protocol>(transport_type);
  return {.address = ip, .port = port == 0 ? default_port(protocol) : port, .protocol = protocol};
}

datamodel::Problems problems_of(const AccountConfiguration& configuration, unsigned accounts) {
  datamodel::Problems problems;
  const auto prefix = "account." + std::to_string(configuration.account) + ".";
  if (configuration.account < 1 || configuration.account > accounts) {
    problems.push_back({ProblemCode::unknown_parameter, prefix.substr(0, prefix.size() - 1), "",
                        "is not an account of this phone, which has " + std::to_string(accounts)});
    return problems;
  }
  for (const auto& [name, value] : configuration.values) {
    check(row_named(name_in_table(name)), prefix + name, value, problems);
  }
  return problems;
}

datamodel::Problems problems_of(const Globals& globals) {
  datamodel::Problems problems;
  for (const auto& [name, value] : globals) check(row_named(name), name, value, problems);
  return problems;
}

datamodel::Problems unsupported_in(const AccountSettings& settings) {
  datamodel::Problems problems;
  if (!settings.enabled) return problems;
  const auto prefix = "account." + std::to_string(settings.account) + ".";
  if (settings.outbound_proxies && settings.names_proxy) {
    problems.push_back({ProblemCode::conflict, prefix + "outbound_proxy_enable", "1",
                        "cannot be run: this SIP core sends to the servers only"});
  }
  for (std::size_t i = 0; i < settings.servers.size(); ++i) {
    const auto& server = settings.servers[i];
    if (server.address.empty()) continue;
    const auto sentence = why_not_run(server);
    if (sentence.empty()) continue;
    problems.push_back({ProblemCode::conflict,
                        prefix + "sip_server." + std::to_string(i + 1) + ".transport_type",
                        std::to_string(server.transport_type), std::string(sentence)});
  }
  return problems;
}

AccountSettings account_settings(const AccountConfiguration& configuration) {
  const ValueReader values(configuration.values, "");
  AccountSettings settings;
  settings.account = configuration.account;
  settings.enabled = values.yes("enable");
  settings.display_name = values.text("display_name");
  settings.user_name = values.text("user_name");
  settings.auth_name = values.text("auth_name");
  settings.password = values.text("password");
  settings.successive = values.text("fallback.redundancy_type") == "1";
  settings.fallback_timeout = values.seconds("fallback.timeout");
  settings.redundancy_with_reg_fail = values.yes("redundancy_with_reg_fail.enable");
  settings.retry = {.interval = values.seconds("reg_fail_retry_interval"),
                    .min_time = values.seconds("reg_failed_retry_min_time"),
                    .max_time = values.seconds("reg_failed_retry_max_time")};
  settings.register_expires_overlap = values.seconds("register_expires_overlap");
  settings.unregister_on_reboot = values.yes("unregister_on_reboot");
  settings.outbound_proxies = values.yes("outbound_proxy_enable");
  for (unsigned server = 1; server <= settings.servers.size(); ++server) {
    settings.servers[server - 1] = server_settings(configuration, server);
    const auto proxy = "outbound_proxy." + std::to_string(server) + ".address";
    settings.names_proxy = settings.names_proxy || !values.text(proxy).empty();
  }
  return settings;
}

GlobalSettings global_settings(const Globals& globals) {
  const ValueReader values(globals, "", true);
  GlobalSettings settings;
  settings.timers.t1 = values.time("sip.timer_t1");
  settings.timers.t2 = values.time("sip.timer_t2");
  settings.timers.t4 = values.time("sip.timer_t4");
  settings.skip_redundant_failover_addr = values.text("sip.skip_redundant_failover_addr") == "1";
  return settings;
}

std::string misconfigured(const AccountSettings& settings) {
  if (settings.servers[0].address.empty()) return "sip_server.1.address is empty";
  if (settings.user_name.empty()) return "user_name is empty";
  if (settings.user_name.starts_with('@')) return "user_name names a domain and no user";
  const auto unsupported = unsupported_in(settings);
  if (!unsupported.empty()) return unsupported.front().name + " " + unsupported.front().sentence;
  return {};
}

Identity identity_of(const AccountSettings& settings, const ServerSettings& server) {
  const auto at = settings.user_name.rfind('@');
  Identity identity{.user = settings.user_name.substr(0, at),
                    .display_name = settings.display_name};
  if (at != std::string::npos && at + 1 < settings.user_name.size()) {
    identity.domain = settings.user_name.substr(at + 1);
  } else {
    const auto address = parse_ip(server.address);
    identity.domain = address ? host_text(*address) : server.address;
  }
  return identity;
}

Credentials credentials_of(const AccountSettings& settings) {
  return {.user = settings.auth_name.empty() ? settings.user_name : settings.auth_name,
          .password = settings.password};
}

}  // namespace lineman::sipcore
