// The words of scenarios that say what a server and its targets show.
#pragma once

#include <string>
#include <vector>

#include "datamodel/status.hpp"

namespace lineman::test {

// targets SERVER SOURCE TARGET... · target-state SERVER TARGET STATE · target-value SERVER TARGET
// NAME VALUE · server-state SERVER STATE. Moments are seconds after `start`, which is one of the
// wall clock. False: the command is none of these.
bool check_place(const datamodel::AccountStatus& status, const std::string& command,
                 const std::vector<std::string>& words, std::int64_t start);

}  // namespace lineman::test
