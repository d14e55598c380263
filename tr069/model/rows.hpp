// Which rows the tables of the model have.
#pragma once

#include <cstdint>
#include <vector>

#include "datamodel/tr069_object.hpp"
#include "tr069/model/model_sources.hpp"

namespace lineman::cwmp {

// `table` is an object with an index, `parent` the instance that it stands in. Ascending.
std::vector<std::uint16_t> rows_of(datamodel::Object table, datamodel::Instance parent,
                                   const ModelSources& sources);

bool has_row(datamodel::Object table, datamodel::Instance parent, unsigned row,
             const ModelSources& sources);

// The instance of a row of `table` within `parent`.
datamodel::Instance with_row(datamodel::Object table, datamodel::Instance parent, unsigned row);

}  // namespace lineman::cwmp
