// What acts of the parameters of a server, and of an outbound proxy in its place. Both have the
// same gates; a proxy's -1 stands for the value of the server with its number.
#include <algorithm>

#include "datamodel/effective_rules.hpp"

namespace lineman::datamodel::effects {
namespace {

struct Rows {
  std::string_view owner;
  std::uint16_t address;
  std::uint16_t port;
  std::uint16_t retry_counts;
  std::uint16_t register_on_enable;
  std::uint16_t only_signal_with_registered;
  std::uint16_t invite_retry_counts;
  std::uint16_t failback_mode;
  std::uint16_t failback_timeout;
  std::uint16_t failback_subscribe;
};

constexpr auto transport_row = row_named("account.X.sip_server.Y.transport_type");

constexpr Rows server_rows{
    .owner = "server",
    .address = row_named("account.X.sip_server.Y.address"),
    .port = row_named("account.X.sip_server.Y.port"),
    .retry_counts = row_named("account.X.sip_server.Y.retry_counts"),
    .register_on_enable = row_named("account.X.sip_server.Y.register_on_enable"),
    .only_signal_with_registered = row_named("account.X.sip_server.Y.only_signal_with_registered"),
    .invite_retry_counts = row_named("account.X.sip_server.Y.invite_retry_counts"),
    .failback_mode = row_named("account.X.sip_server.Y.failback_mode"),
    .failback_timeout = row_named("account.X.sip_server.Y.failback_timeout"),
    .failback_subscribe = row_named("account.X.sip_server.Y.failback_subscribe.enable"),
};

constexpr Rows proxy_rows{
    .owner = "proxy",
    .address = row_named("account.X.outbound_proxy.Y.address"),
    .port = row_named("account.X.outbound_proxy.Y.port"),
    .retry_counts = row_named("account.X.outbound_proxy.Y.retry_counts"),
    .register_on_enable = row_named("account.X.outbound_proxy.Y.register_on_enable"),
    .only_signal_with_registered =
        row_named("account.X.outbound_proxy.Y.only_signal_with_registered"),
    .invite_retry_counts = row_named("account.X.outbound_proxy.Y.invite_retry_counts"),
    .failback_mode = row_named("account.X.outbound_proxy.Y.failback_mode"),
    .failback_timeout = row_named("account.X.outbound_proxy.Y.failback_timeout"),
    .failback_subscribe = row_named("account.X.outbound_proxy.Y.failback_subscribe.enable"),
};

constexpr std::uint16_t Rows::*twins[] = {
    &Rows::retry_counts,        &Rows::register_on_enable, &Rows::only_signal_with_registered,
    &Rows::invite_retry_counts, &Rows::failback_mode,      &Rows::failback_timeout,
    &Rows::failback_subscribe,
};

const Rows& rows_of(ParameterRef ref) {
  return ref.parameter().table == Table::outbound_proxy ? proxy_rows : server_rows;
}

// The value that is meant: the server's where a proxy takes it over.
Effective meant(const Values& values, ParameterRef ref) {
  if (values.get(ref) != "-1") return as_stored(values, ref);
  for (const auto twin : twins) {
    if (proxy_rows.*twin != ref.row) continue;
    const ParameterRef source{ref.instance, server_rows.*twin};
    return {std::string{values.get(source)}, "inherits " + name_of(source)};
  }
  return as_stored(values, ref);
}

Effective meant_beside(const Values& values, ParameterRef ref, std::uint16_t Rows::*row) {
  return meant(values, {ref.instance, rows_of(ref).*row});
}

bool has_domain_name(const Values& values, ParameterRef ref) {
  return is_domain_name(beside(values, ref, rows_of(ref).address));
}

bool returns_by_rule(const Values& values, ParameterRef ref) {
  return has_domain_name(values, ref) &&
         meant_beside(values, ref, &Rows::failback_mode).value != "0";
}

std::string no_domain_name(ParameterRef ref) {
  return "does not act because the " + std::string{rows_of(ref).owner} +
         "'s address is not a domain name";
}

constexpr auto needs_way_back =
    "acts only while failback_mode is 1, 2 or 3 and the address is a domain name";

bool is_idle_proxy(const Values& values, ParameterRef ref) {
  return ref.parameter().table == Table::outbound_proxy && !uses_proxies(values, ref);
}

// A proxy that is not used keeps what it would do; only what somebody set needs a reason.
Effective of_idle_proxy(const Values& values, ParameterRef ref) {
  auto value = meant(values, ref);
  if (values.get(ref) != ref.parameter().initial) value.reason = without_proxies(values, ref);
  return value;
}

Effective plain(const Values& values, ParameterRef ref) {
  return is_idle_proxy(values, ref) ? of_idle_proxy(values, ref) : meant(values, ref);
}

Effective proxy_address(const Values& values, ParameterRef ref) {
  auto value = plain(values, ref);
  if (value.value.empty()) return value;
  if (is_idle_proxy(values, ref)) return {{}, value.reason};
  if (ref.instance.server == 1) return value;
  const auto of_first = [&](std::uint16_t row) {
    return values.get({{ref.instance.account, 1}, row});
  };
  const bool same = value.value == of_first(proxy_rows.address) &&
                    beside(values, ref, proxy_rows.port) == of_first(proxy_rows.port);
  if (same) value.reason = "is outbound proxy 1 again: a move to it changes nothing";
  return value;
}

Effective failback_mode(const Values& values, ParameterRef ref) {
  if (is_idle_proxy(values, ref)) return of_idle_proxy(values, ref);
  auto value = meant(values, ref);
  if (value.value == "0" || has_domain_name(values, ref)) return value;
  return {"0", no_domain_name(ref)};
}

Effective failback_timeout(const Values& values, ParameterRef ref) {
  if (is_idle_proxy(values, ref)) return of_idle_proxy(values, ref);
  auto value = meant(values, ref);
  const auto idle_because = [&](std::string reason) {
    if (values.get(ref) != ref.parameter().initial) value.reason = std::move(reason);
    return value;
  };
  if (meant_beside(values, ref, &Rows::failback_mode).value != "3") {
    return idle_because("does not act while failback_mode is not 3");
  }
  if (!has_domain_name(values, ref)) return idle_because(no_domain_name(ref));
  const auto seconds = to_integer(value.value).value_or(0);
  if (seconds == 0 || seconds >= shortest_failback_timeout) return value;
  const auto inherits = value.reason.empty() ? "" : value.reason + ", where ";
  return {std::to_string(shortest_failback_timeout), inherits + "1 to 59 seconds act as 60"};
}

Effective only_signal_with_registered(const Values& values, ParameterRef ref) {
  if (is_idle_proxy(values, ref)) return of_idle_proxy(values, ref);
  auto value = meant(values, ref);
  if (value.value == "0") return value;
  if (meant_beside(values, ref, &Rows::register_on_enable).value == "0") {
    return {"0", "does not act while register_on_enable is 0"};
  }
  if (!returns_by_rule(values, ref)) return {"0", needs_way_back};
  return value;
}

Effective failback_subscribe(const Values& values, ParameterRef ref) {
  if (is_idle_proxy(values, ref)) return of_idle_proxy(values, ref);
  auto value = meant(values, ref);
  if (value.value == "0" || returns_by_rule(values, ref)) return value;
  return {"0", needs_way_back};
}

// A proxy has no transport of its own: the server's leads to it.
Effective transport_type(const Values& values, ParameterRef ref) {
  if (values.get(ref) != "3") return as_stored(values, ref);
  const bool proxy = uses_proxies(values, ref);
  const auto& target = proxy ? proxy_rows : server_rows;
  const std::string whose = proxy ? "the outbound proxy's " : "the ";
  if (beside(values, ref, target.port) != "0") {
    return {"0", "acts as UDP because " + whose + "port is not 0"};
  }
  if (is_ip_address(beside(values, ref, target.address))) {
    return {"0", "acts as UDP because " + whose + "address is an IP address"};
  }
  return as_stored(values, ref);
}

// Without a name there is nothing to ask DNS for.
Effective port(const Values& values, ParameterRef ref) {
  auto value = plain(values, ref);
  if (value.value != "0" || is_idle_proxy(values, ref)) return value;
  if (!is_ip_address(beside(values, ref, rows_of(ref).address))) return value;
  const bool tls = values.get({ref.instance, transport_row}) == "2";
  return {tls ? "5061" : "5060", "0 acts as the usual port because the address is an IP address"};
}

constexpr RuleOf rules[] = {
    {transport_row, transport_type},
    {server_rows.port, port},
    {server_rows.failback_mode, failback_mode},
    {server_rows.failback_timeout, failback_timeout},
    {server_rows.only_signal_with_registered, only_signal_with_registered},
    {server_rows.failback_subscribe, failback_subscribe},
    {proxy_rows.address, proxy_address},
    {proxy_rows.port, port},
    {proxy_rows.retry_counts, plain},
    {proxy_rows.register_on_enable, plain},
    {proxy_rows.invite_retry_counts, plain},
    {proxy_rows.failback_mode, failback_mode},
    {proxy_rows.failback_timeout, failback_timeout},
    {proxy_rows.only_signal_with_registered, only_signal_with_registered},
    {proxy_rows.failback_subscribe, failback_subscribe},
};

}  // namespace

std::span<const RuleOf> failover_rules() {
  return rules;
}

}  // namespace lineman::datamodel::effects
