// Names with wildcards, as people write them at the shell.
#pragma once

#include <string_view>
#include <vector>

#include "datamodel/parameter_ref.hpp"

namespace lineman::agent {

// '*' stands for any characters, dots included, or none.
bool matches(std::string_view pattern, std::string_view name);

// Every parameter that has a name, in any form, which matches; in the order of the table. A pattern
// without '*' is a name.
std::vector<datamodel::ParameterRef> matching(std::string_view pattern, unsigned accounts);

}  // namespace lineman::agent
