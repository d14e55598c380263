#include "datamodel/effective.hpp"

#include <algorithm>
#include <array>

namespace lineman::datamodel {
namespace {

// A parameter of the same account and server, by the end of its name.
std::string_view beside(const Values& values, ParameterRef ref, std::string_view leaf) {
  auto name = name_of(ref);
  name.resize(name.rfind("sip_server.") + std::string_view{"sip_server.1."}.size());
  return values.get(find_by_name(name.append(leaf), maximum_accounts).value());
}

std::string_view phones(const Values& values, std::string_view name) {
  return values.get(find_by_name(name, maximum_accounts).value());
}

Effective as_stored(const Values& values, ParameterRef ref) {
  if (ref.parameter().secret) return {std::string{masked}, {}};
  return {std::string{values.get(ref)}, {}};
}

bool has_domain_name(const Values& values, ParameterRef ref) {
  return is_domain_name(beside(values, ref, "address"));
}

bool returns_by_rule(const Values& values, ParameterRef ref) {
  return has_domain_name(values, ref) && beside(values, ref, "failback_mode") != "0";
}

Effective failback_mode(const Values& values, ParameterRef ref) {
  if (has_domain_name(values, ref) || values.get(ref) == "0") return as_stored(values, ref);
  return {"0", "does not act because the server's address is not a domain name"};
}

Effective failback_timeout(const Values& values, ParameterRef ref) {
  auto stored = as_stored(values, ref);
  if (beside(values, ref, "failback_mode") != "3") return stored;
  if (!has_domain_name(values, ref)) {
    stored.reason = "does not act because the server's address is not a domain name";
    return stored;
  }
  const auto seconds = to_integer(stored.value).value_or(0);
  if (seconds == 0 || seconds >= shortest_failback_timeout) return stored;
  return {std::to_string(shortest_failback_timeout), "1 to 59 seconds act as 60"};
}

Effective only_signal_with_registered(const Values& values, ParameterRef ref) {
  if (values.get(ref) == "0") return as_stored(values, ref);
  if (beside(values, ref, "register_on_enable") == "0") {
    return {"0", "does not act while register_on_enable is 0"};
  }
  if (!returns_by_rule(values, ref)) {
    return {"0", "acts only while failback_mode is 1, 2 or 3 and the address is a domain name"};
  }
  return as_stored(values, ref);
}

Effective failback_subscribe(const Values& values, ParameterRef ref) {
  if (values.get(ref) == "0" || returns_by_rule(values, ref)) return as_stored(values, ref);
  return {"0", "acts only while failback_mode is 1, 2 or 3 and the address is a domain name"};
}

Effective transport_type(const Values& values, ParameterRef ref) {
  if (values.get(ref) != "3") return as_stored(values, ref);
  if (beside(values, ref, "port") != "0") return {"0", "acts as UDP because the port is not 0"};
  if (is_ip_address(beside(values, ref, "address"))) {
    return {"0", "acts as UDP because the address is an IP address"};
  }
  return as_stored(values, ref);
}

Effective timer_t2(const Values& values, ParameterRef ref) {
  auto stored = as_stored(values, ref);
  const auto t1 = phones(values, "sip.timer_t1");
  if (to_milliseconds(stored.value) >= to_milliseconds(t1)) return stored;
  return {std::string{t1}, "a T2 below T1 acts as T1"};
}

Effective fallback_timeout(const Values& values, ParameterRef ref) {
  auto stored = as_stored(values, ref);
  auto type = name_of(ref);
  type.replace(type.rfind('.'), std::string::npos, ".redundancy_type");
  if (values.get(ref) != ref.parameter().initial && phones(values, type) == "0") {
    stored.reason = "does not act while redundancy_type is 0 (concurrent)";
  }
  return stored;
}

using Rule = Effective (*)(const Values&, ParameterRef);
struct RuleOf {
  std::string_view name;
  Rule rule;
};

constexpr std::array rules = {
    RuleOf{"account.X.sip_server.Y.failback_mode", failback_mode},
    RuleOf{"account.X.sip_server.Y.failback_timeout", failback_timeout},
    RuleOf{"account.X.sip_server.Y.only_signal_with_registered", only_signal_with_registered},
    RuleOf{"account.X.sip_server.Y.failback_subscribe.enable", failback_subscribe},
    RuleOf{"account.X.sip_server.Y.transport_type", transport_type},
    RuleOf{"account.X.fallback.timeout", fallback_timeout},
    RuleOf{"sip.timer_t2", timer_t2},
};

}  // namespace

Effective effective(const Values& values, ParameterRef ref) {
  const auto rule = std::ranges::find(rules, ref.parameter().name, &RuleOf::name);
  return rule == rules.end() ? as_stored(values, ref) : rule->rule(values, ref);
}

}  // namespace lineman::datamodel
