// What this model leaves the factory with: `device.factory_file`.
#pragma once

#include <string>
#include <vector>

#include "datamodel/values.hpp"

namespace lineman::agent {

struct FactoryValues {
  datamodel::Values values;  // the table's initial ones where the file is bad, or none is named
  std::vector<std::string>
      problems;                      // "file:line: sentence"; not empty: nothing of the file counts
  std::vector<std::string> reports;  // likewise, of what was skipped
};

// Reads the file at each call: at the first start, for a factory reset and for --check. `path`
// empty: no file. `accounts` of this model.
FactoryValues read_factory_values(const std::string& path, unsigned accounts);

}  // namespace lineman::agent
