#include "agent/control/acting_values.hpp"

#include <algorithm>

namespace lineman::agent {

using namespace datamodel;

ActingValues::ActingValues(const Configuration& configuration, const Status& status)
    : configuration_{configuration}, status_{status} {
  for (const auto ref : all_of(configuration.accounts())) {
    const auto& row = ref.parameter();
    if (row.applies == Applies::live || runs_in_core(row)) continue;
    at_start_.push_back({ref, std::string{configuration.values().get(ref)}});
  }
}

Effective ActingValues::of(ParameterRef ref) const {
  const auto& values = configuration_.values();
  const auto own = std::ranges::find(at_start_, ref, &Values::Entry::ref);
  if (own != at_start_.end() && own->value != values.get(ref)) {
    return {own->value, "waits for the agent's next start"};
  }
  const auto& held = status_.core().held;
  const auto of_core = std::ranges::find(held, name_of(ref), &HeldValue::name);
  if (of_core != held.end() && status_.core_is_connected()) {
    const bool live = ref.parameter().applies == Applies::live;
    return {of_core->value, live ? "waits for the end of the account's call"
                                 : "waits for the SIP core's next start"};
  }
  return effective(values, ref);
}

}  // namespace lineman::agent
