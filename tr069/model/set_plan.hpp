// A SetParameterValues as changes of what is stored (TR-069, A.3.2.1).
#pragma once

#include "tr069/model/model_values.hpp"

namespace lineman::cwmp {

// DataModel::plan(), for a model that reads from `sources`.
DataModel::Plan plan_set(std::span<const AssignedValue> values, const ModelSources& sources);

}  // namespace lineman::cwmp
