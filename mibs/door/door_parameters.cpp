#include "mibs/door/door_parameters.hpp"

#include "datamodel/parameter_ref.hpp"

namespace lineman::mibs {

std::string_view value_of(const Configuration& configuration, std::string_view name) {
  const auto parameter = datamodel::find_by_name(name, configuration.accounts());
  return parameter ? configuration.values().get(*parameter) : std::string_view{};
}

bool is_snmp_enabled(const Configuration& configuration) {
  return value_of(configuration, "network.snmp.enable") == "1";
}

}  // namespace lineman::mibs
