#include "datamodel/effective.hpp"

#include <array>

#include "datamodel/effective_rules.hpp"

namespace lineman::datamodel {
namespace {

constexpr auto enable_row = row_named("account.X.outbound_proxy_enable");
constexpr auto address_row = row_named("account.X.outbound_proxy.Y.address");

}  // namespace

namespace effects {

Effective as_stored(const Values& values, ParameterRef ref) {
  if (ref.parameter().secret) return {std::string{masked}, {}};
  return {std::string{values.get(ref)}, {}};
}

Effective idle(const Values& values, ParameterRef ref, std::string reason) {
  auto stored = as_stored(values, ref);
  if (values.get(ref) != ref.parameter().initial) stored.reason = std::move(reason);
  return stored;
}

std::string_view beside(const Values& values, ParameterRef ref, std::uint16_t row) {
  return values.get({ref.instance, row});
}

std::string_view of_account(const Values& values, ParameterRef ref, std::uint16_t row) {
  return values.get({{ref.instance.account, 0}, row});
}

std::string_view of_phone(const Values& values, std::uint16_t row) {
  return values.get({{}, row});
}

bool uses_proxies(const Values& values, ParameterRef ref) {
  return uses_outbound_proxies(values, ref.instance.account);
}

std::string without_proxies(const Values& values, ParameterRef ref) {
  if (of_account(values, ref, enable_row) == "0") {
    return "does not act while outbound_proxy_enable is 0";
  }
  return "does not act while no outbound proxy has an address";
}

}  // namespace effects

namespace {

using Rules = std::array<effects::Rule, parameter_count>;

Rules all_rules() {
  Rules rules{};
  for (const auto theme :
       {effects::phone_rules(), effects::registration_rules(), effects::failover_rules()}) {
    for (const auto& each : theme) rules.at(each.row) = each.rule;
  }
  return rules;
}

}  // namespace

bool uses_outbound_proxies(const Values& values, unsigned account) {
  const auto number = static_cast<std::uint16_t>(account);
  if (values.get({{number, 0}, enable_row}) == "0") return false;
  for (std::uint16_t proxy = 1; proxy <= servers_per_account; ++proxy) {
    if (!values.get({{number, proxy}, address_row}).empty()) return true;
  }
  return false;
}

Effective effective(const Values& values, ParameterRef ref) {
  static const auto rules = all_rules();
  const auto rule = rules.at(ref.row);
  return rule == nullptr ? effects::as_stored(values, ref) : rule(values, ref);
}

}  // namespace lineman::datamodel
