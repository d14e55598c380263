#include "mibs/fixed_objects.hpp"

#include <algorithm>

#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/net_snmp/variable.hpp"

namespace lineman::mibs {

FixedObjects::FixedObjects(std::vector<Arc> place, std::vector<FixedObject> objects)
    : place_{std::move(place)},
      objects_{std::move(objects)},
      registration_{"lineman system", place_, *this} {}

std::optional<Missing> FixedObjects::get(variable_list* variable) const {
  const auto name = name_of(*variable);
  const auto below = name.subspan(std::min(place_.size(), name.size()));
  auto missing = Missing::object;
  for (const auto& one : objects_) {
    if (std::ranges::equal(one.name, below)) {
      one.write(variable);
      return std::nullopt;
    }
    const auto object = Arcs{one.name}.first(one.object);
    const bool known =
        below.size() >= object.size() && std::ranges::equal(object, below.first(object.size()));
    if (known) missing = Missing::instance;
  }
  return missing;
}

bool FixedObjects::get_next(variable_list* variable) const {
  for (const auto& one : objects_) {
    auto name = place_;
    name.insert(name.end(), one.name.begin(), one.name.end());
    if (snmp_oid_compare(name.data(), name.size(), variable->name, variable->name_length) <= 0) {
      continue;
    }
    snmp_set_var_objid(variable, name.data(), name.size());
    one.write(variable);
    return true;
  }
  return false;
}

}  // namespace lineman::mibs
