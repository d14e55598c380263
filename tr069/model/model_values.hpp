// What a parameter of the model reads.
#pragma once

#include "tr069/model/place.hpp"
#include "tr069/model/standard_readings.hpp"
#include "tr069/model/wire_value.hpp"

namespace lineman::cwmp {

// The stored parameter behind one whose source is `stored`.
datamodel::ParameterRef stored_ref(const Place& place);

// `place` is a parameter. A secret reads "".
std::string read_value(const Place& place, const ModelSources& sources);

}  // namespace lineman::cwmp
