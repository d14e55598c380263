// What acts of the parameters by which an account registers.
#include <algorithm>

#include "datamodel/effective_rules.hpp"

namespace lineman::datamodel::effects {
namespace {

constexpr auto redundancy_type_row = row_named("account.X.fallback.redundancy_type");
constexpr auto minimum_row = row_named("account.X.reg_failed_retry_min_time");
constexpr auto user_name_row = row_named("account.X.user_name");
constexpr auto proxy_address_row = row_named("account.X.outbound_proxy.Y.address");
constexpr auto proxy_port_row = row_named("account.X.outbound_proxy.Y.port");
constexpr auto address_row = row_named("account.X.sip_server.Y.address");
constexpr auto port_row = row_named("account.X.sip_server.Y.port");
constexpr auto expires_row = row_named("account.X.sip_server.Y.expires");
constexpr auto transport_row = row_named("account.X.sip_server.Y.transport_type");

std::int64_t number(std::string_view value) {
  return to_integer(value).value_or(0);
}

ParameterRef at_server(ParameterRef ref, std::uint16_t server, std::uint16_t row) {
  return {{ref.instance.account, server}, row};
}

Effective auth_name(const Values& values, ParameterRef ref) {
  const auto user = of_account(values, ref, user_name_row);
  if (!values.get(ref).empty() || user.empty()) return as_stored(values, ref);
  return {std::string{user}, "an empty name acts as user_name"};
}

Effective redundancy_type(const Values& values, ParameterRef ref) {
  if (values.get(ref) == "1" || !uses_proxies(values, ref)) return as_stored(values, ref);
  return {"1", "acts as 1 (successive) while outbound proxies are used"};
}

Effective fallback_timeout(const Values& values, ParameterRef ref) {
  if (uses_proxies(values, ref)) {
    return idle(values, ref,
                "does not act while outbound proxies are used: outbound_proxy_fallback_interval "
                "acts instead");
  }
  if (of_account(values, ref, redundancy_type_row) == "1") return as_stored(values, ref);
  return idle(values, ref, "does not act while redundancy_type is 0 (concurrent)");
}

Effective redundancy_with_reg_fail(const Values& values, ParameterRef ref) {
  const bool successive =
      uses_proxies(values, ref) || of_account(values, ref, redundancy_type_row) == "1";
  if (values.get(ref) == "0" || successive) return as_stored(values, ref);
  return {"0", "does not act while redundancy_type is 0 (concurrent)"};
}

Effective reg_fail_retry_interval(const Values& values, ParameterRef ref) {
  if (of_account(values, ref, minimum_row) != "0") {
    return idle(values, ref, "does not act while reg_failed_retry_min_time is above 0");
  }
  auto stored = as_stored(values, ref);
  if (stored.value == "0") stored.reason = "stops further attempts until something changes";
  return stored;
}

Effective reg_failed_retry_max_time(const Values& values, ParameterRef ref) {
  const auto minimum = of_account(values, ref, minimum_row);
  if (minimum == "0") return idle(values, ref, "does not act while reg_failed_retry_min_time is 0");
  if (number(values.get(ref)) >= number(minimum)) return as_stored(values, ref);
  return {std::string{minimum}, "a value below reg_failed_retry_min_time acts as it"};
}

// What the server grants is not known here; it is seldom more than what is asked for.
Effective register_expires_overlap(const Values& values, ParameterRef ref) {
  constexpr auto instead =
      "renews at half of a lease of up to 1200 seconds, 600 seconds before the end of a longer one";
  if (values.get(ref) == "-1") return {"-1", instead};
  const auto overlap = number(values.get(ref));
  for (std::uint16_t server = 1; server <= servers_per_account; ++server) {
    if (values.get(at_server(ref, server, address_row)).empty()) continue;
    const auto expires = at_server(ref, server, expires_row);
    if (overlap < number(values.get(expires))) continue;
    return {"-1", "is not below " + name_of(expires) + " and " + instead};
  }
  return as_stored(values, ref);
}

// Whether the targets of this server, or of the proxy in its place, are looked up by NAPTR.
bool asks_naptr(const Values& values, ParameterRef ref, std::uint16_t server) {
  const bool proxy = uses_proxies(values, ref);
  const auto of = [&](std::uint16_t row) { return values.get(at_server(ref, server, row)); };
  return of(transport_row) == "3" && of(proxy ? proxy_port_row : port_row) == "0" &&
         is_domain_name(of(proxy ? proxy_address_row : address_row));
}

Effective naptr_build(const Values& values, ParameterRef ref) {
  if (values.get(ref) == "0") return as_stored(values, ref);
  for (std::uint16_t server = 1; server <= servers_per_account; ++server) {
    if (asks_naptr(values, ref, server)) return as_stored(values, ref);
  }
  return {"0", "does not act because nothing has transport_type 3, port 0 and a domain name"};
}

Effective proxy_fallback_interval(const Values& values, ParameterRef ref) {
  if (uses_proxies(values, ref)) return as_stored(values, ref);
  return idle(values, ref, without_proxies(values, ref));
}

Effective outbound_proxy_enable(const Values& values, ParameterRef ref) {
  if (values.get(ref) == "0" || uses_proxies(values, ref)) return as_stored(values, ref);
  return {"0", without_proxies(values, ref)};
}

constexpr RuleOf rules[] = {
    {row_named("account.X.auth_name"), auth_name},
    {redundancy_type_row, redundancy_type},
    {row_named("account.X.fallback.timeout"), fallback_timeout},
    {row_named("account.X.redundancy_with_reg_fail.enable"), redundancy_with_reg_fail},
    {row_named("account.X.reg_fail_retry_interval"), reg_fail_retry_interval},
    {row_named("account.X.reg_failed_retry_max_time"), reg_failed_retry_max_time},
    {row_named("account.X.register_expires_overlap"), register_expires_overlap},
    {row_named("account.X.naptr_build"), naptr_build},
    {row_named("account.X.outbound_proxy_enable"), outbound_proxy_enable},
    {row_named("account.X.outbound_proxy_fallback_interval"), proxy_fallback_interval},
};

}  // namespace

std::span<const RuleOf> registration_rules() {
  return rules;
}

}  // namespace lineman::datamodel::effects
