// What acts of the phone's own parameters.
#include "datamodel/effective_rules.hpp"

namespace lineman::datamodel::effects {
namespace {

constexpr auto timer_t1_row = row_named("sip.timer_t1");
constexpr auto periodic_enable_row = row_named("static.managementserver.periodic_inform_enable");

Effective timer_t2(const Values& values, ParameterRef ref) {
  auto stored = as_stored(values, ref);
  const auto t1 = of_phone(values, timer_t1_row);
  if (to_milliseconds(stored.value) >= to_milliseconds(t1)) return stored;
  return {std::string{t1}, "a T2 below T1 acts as T1"};
}

Effective dns_query_timeout(const Values& values, ParameterRef ref) {
  if (values.get(ref) != "0") return as_stored(values, ref);
  return {"1", "0 acts as 1 second"};
}

Effective periodic_inform_interval(const Values& values, ParameterRef ref) {
  if (of_phone(values, periodic_enable_row) == "1") return as_stored(values, ref);
  return idle(values, ref, "does not act while periodic_inform_enable is 0");
}

constexpr RuleOf rules[] = {
    {row_named("sip.timer_t2"), timer_t2},
    {row_named("static.network.dns.query_timeout"), dns_query_timeout},
    {row_named("static.managementserver.periodic_inform_interval"), periodic_inform_interval},
};

}  // namespace

std::span<const RuleOf> phone_rules() {
  return rules;
}

}  // namespace lineman::datamodel::effects
