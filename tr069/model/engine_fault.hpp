// What the engine refused, in CWMP's words (TR-069, A.3.2.1 and A.5.1).
#pragma once

#include "tr069/model/data_model.hpp"

namespace lineman::cwmp {

// DataModel::fault_of().
Fault fault_of_problems(const datamodel::Problems& problems, const DataModel::Plan& plan);

}  // namespace lineman::cwmp
