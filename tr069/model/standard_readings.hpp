// How each row of datamodel/standard_parameters.hpp is read. The only place; it does not compile
// where a row has no reading or a reading no row.
#pragma once

#include "agent/interfaces/live_readings.hpp"
#include "tr069/model/model_sources.hpp"

namespace lineman::cwmp {

// `instance` is that of the object that the parameter stands in.
Reading read_standard(std::size_t row, datamodel::Instance instance, const ModelSources& sources);

// The path of an object as a value (TR-106, 3.2.4): without the dot at its end.
std::string path_value(datamodel::Object object, datamodel::Instance instance);

}  // namespace lineman::cwmp
