// Rules between parameters. They hold for the final state of a transaction, never for the order of
// its changes.
#pragma once

#include <span>

#include "datamodel/problem.hpp"
#include "datamodel/values.hpp"

namespace lineman::datamodel {

// All problems (conflict) of `values` that involve one of `changed`; each names one of the changed
// parameters. What was stored before is not judged again, so that an old configuration can be
// mended step by step.
Problems broken_rules(const Values& values, std::span<const ParameterRef> changed);

}  // namespace lineman::datamodel
