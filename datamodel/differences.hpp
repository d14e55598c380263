// Where two configurations differ.
#pragma once

#include <vector>

#include "datamodel/values.hpp"

namespace lineman::datamodel {

// The parameters that have another value in `b` than in `a`, in order.
std::vector<ParameterRef> differing(const Values& a, const Values& b);

}  // namespace lineman::datamodel
