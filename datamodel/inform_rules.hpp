// The rules of what Informs carry (TR-181, ManagementServer.InformParameter.{i}.).
#pragma once

#include <span>

#include "datamodel/problem.hpp"
#include "datamodel/values.hpp"

namespace lineman::datamodel {

// A part of broken_rules(): what `changed` makes wrong in these rows.
void check_inform_parameters(const Values& values, std::span<const ParameterRef> changed,
                             Problems& problems);

}  // namespace lineman::datamodel
