#include "sipcore/account_settings.hpp"

#include <algorithm>

#include "datamodel/parameters.hpp"
#include "datamodel/validation.hpp"

namespace lineman::sipcore {

namespace {

using datamodel::Parameter;
using datamodel::ProblemCode;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds shortest_failback_timeout{60};

// "sip_server.2.port" as the table writes it: "account.X.sip_server.Y.port".
std::string name_in_table(std::string_view name) {
  std::string text = "account.X." + std::string(name);
  for (const std::string_view one :
       {"sip_server.1.", "sip_server.2.", "outbound_proxy.1.", "outbound_proxy.2."}) {
    if (name.starts_with(one)) text[text.find(one) + one.size() - 2] = 'Y';
  }
  return text;
}

const Parameter* row_named(std::string_view name) {
  const auto found = std::ranges::find(datamodel::parameters, name, &Parameter::name);
  return found == std::end(datamodel::parameters) ? nullptr : found;
}

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

// Values by name, the table's initial one for what is missing or bad.
class Reader {
 public:
  Reader(const std::map<std::string, std::string>& values, std::string_view prefix)
      : values_(values), prefix_(prefix) {}

  std::string text(std::string_view name) const {
    const auto* row = row_named(in_table(name));
    const auto found = values_.find(prefix_ + std::string(name));
    if (row == nullptr) return {};
    const bool good = found != values_.end() &&
                      problem_with(row->kind, found->second) == datamodel::Verdict::good;
    return good ? found->second : std::string(row->initial);
  }
  std::int64_t number(std::string_view name) const {
    return datamodel::to_integer(text(name)).value_or(0);
  }
  milliseconds time(std::string_view name) const {
    return milliseconds(datamodel::to_milliseconds(text(name)).value_or(0));
  }

 private:
  std::string in_table(std::string_view name) const {
    const auto full = prefix_ + std::string(name);
    const bool global = full.starts_with("sip.") || full.starts_with("static.network.dns.");
    return global ? full : name_in_table(full);
  }

  const std::map<std::string, std::string>& values_;
  std::string prefix_;
};

ServerSettings server_settings(const AccountConfiguration& configuration, unsigned server) {
  const Reader values(configuration.values, "sip_server." + std::to_string(server) + ".");
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

datamodel::Problems unsupported_in(const AccountSettings& settings) {
  datamodel::Problems problems;
  if (!settings.enabled) return problems;
  for (std::size_t i = 0; i < settings.servers.size(); ++i) {
    const auto& server = settings.servers[i];
    if (server.address.empty() || (server.transport_type != 1 && server.transport_type != 2))
      continue;
    problems.push_back({ProblemCode::conflict,
                        "account." + std::to_string(settings.account) + ".sip_server." +
                            std::to_string(i + 1) + ".transport_type",
                        std::to_string(server.transport_type),
                        "cannot be run: this SIP core speaks UDP only"});
  }
  return problems;
}

AccountSettings account_settings(const AccountConfiguration& configuration) {
  const Reader values(configuration.values, "");
  AccountSettings settings;
  settings.account = configuration.account;
  settings.enabled = values.text("enable") == "1";
  settings.display_name = values.text("display_name");
  settings.user_name = values.text("user_name");
  settings.auth_name = values.text("auth_name");
  settings.password = values.text("password");
  settings.successive = values.text("fallback.redundancy_type") == "1";
  settings.fallback_timeout = seconds(values.number("fallback.timeout"));
  for (unsigned server = 1; server <= settings.servers.size(); ++server) {
    settings.servers[server - 1] = server_settings(configuration, server);
  }
  return settings;
}

GlobalSettings global_settings(const Globals& globals) {
  const Reader values(globals, "");
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
