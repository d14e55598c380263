#include "sipcore/registration/configured_values.hpp"

#include <set>
#include <utility>

#include "sipcore/registration/value_reader.hpp"

namespace lineman::sipcore {

namespace {

AccountValues without_initial(const AccountValues& values) {
  AccountValues kept;
  for (const auto& [name, value] : values) {
    const auto* row = row_named(name_in_table(name));
    if (row != nullptr && !row->secret && value != row->initial) kept.emplace(name, value);
  }
  return kept;
}

}  // namespace

void ConfiguredValues::configure(const AccountValues& values, bool settled) {
  auto before = std::exchange(configured_, without_initial(values));
  if (settled) acting_ = std::move(before);
}

std::vector<datamodel::HeldValue> ConfiguredValues::held(unsigned account) const {
  std::set<std::string> names;
  for (const auto* values : {&acting_, &configured_}) {
    for (const auto& [name, value] : *values) names.insert(name);
  }
  const ValueReader acting(acting_, "");
  const ValueReader configured(configured_, "");
  std::vector<datamodel::HeldValue> held;
  for (const auto& name : names) {
    auto value = acting.text(name);
    if (value == configured.text(name)) continue;
    held.push_back(
        {.name = "account." + std::to_string(account) + "." + name, .value = std::move(value)});
  }
  return held;
}

}  // namespace lineman::sipcore
