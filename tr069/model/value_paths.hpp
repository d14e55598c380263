// Under which paths of the model a stored value can be seen.
#pragma once

#include <string>
#include <vector>

#include "datamodel/parameter_ref.hpp"

namespace lineman::cwmp {

// DataModel::paths_of(), for a phone with `accounts` accounts.
std::vector<std::string> value_paths(datamodel::ParameterRef parameter, unsigned accounts);

}  // namespace lineman::cwmp
