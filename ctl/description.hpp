// What the table says of a parameter, in the shape that `describe -f json` promises.
#pragma once

#include <boost/json/object.hpp>

#include "datamodel/parameter_ref.hpp"

namespace lineman::ctl {

boost::json::object describe(datamodel::ParameterRef ref);

}  // namespace lineman::ctl
