#include "sipcore/registration/account_settings.hpp"

#include <utility>

#include "datamodel/parameters.hpp"
#include "datamodel/validation.hpp"
#include "sipcore/registration/value_reader.hpp"

namespace lineman::sipcore {

namespace {

using datamodel::Parameter;
using datamodel::ProblemCode;
using std::chrono::seconds;

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

// Proxies take the place of the servers, one after the other.
void take_servers(const AccountValues& values, AccountSettings& settings) {
  const bool proxies = uses_outbound_proxies(values);
  for (unsigned number = 1; number <= settings.servers.size(); ++number) {
    settings.servers[number - 1] =
        proxies ? proxy_settings(values, number) : server_settings(values, number);
  }
  if (!proxies) return;
  if (settings.servers[0].address.empty())
    settings.servers[0] = std::exchange(settings.servers[1], ServerSettings{});
  settings.successive = true;
  settings.fallback_timeout = ValueReader(values, "").seconds("outbound_proxy_fallback_interval");
}

}  // namespace

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
  take_servers(configuration.values, settings);
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
  if (settings.servers[0].registrar.empty()) return "sip_server.1.address is empty";
  if (settings.user_name.empty()) return "user_name is empty";
  if (settings.user_name.starts_with('@')) return "user_name names a domain and no user";
  return {};
}

Identity identity_of(const AccountSettings& settings, const ServerSettings& server) {
  const auto at = settings.user_name.rfind('@');
  Identity identity{.user = settings.user_name.substr(0, at),
                    .display_name = settings.display_name};
  if (at != std::string::npos && at + 1 < settings.user_name.size()) {
    identity.domain = settings.user_name.substr(at + 1);
  } else {
    const auto address = parse_ip(server.registrar);
    identity.domain = address ? host_text(*address) : server.registrar;
  }
  return identity;
}

Credentials credentials_of(const AccountSettings& settings) {
  return {.user = settings.auth_name.empty() ? settings.user_name : settings.auth_name,
          .password = settings.password};
}

}  // namespace lineman::sipcore
