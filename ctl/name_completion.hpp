// Names of parameters, and values, as they are typed.
#pragma once

#include <string_view>

#include "ctl/completion.hpp"

namespace lineman::ctl {

// Names that begin with `begun`, up to their next full stop: "account.1." and then
// "account.1.label". Those of the phone's files; TR-069 paths and MIB objects once a capital letter
// says that one is meant. Whole names end with `ending`; `writable`: those that can be set.
std::vector<Candidate> complete_name(std::string_view begun, unsigned accounts,
                                     std::string_view ending, bool writable);

// NAME=VALUE: the name, then values where there are only a few, or a source for a secret.
Completion complete_change(std::string_view begun, unsigned accounts);

}  // namespace lineman::ctl
