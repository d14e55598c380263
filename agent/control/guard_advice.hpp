// What a person should know of the guard that was just asked for.
#pragma once

#include <string>
#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/status.hpp"

namespace lineman::agent {

// How long the account may take to find out that none of its targets answers: the sum of their
// give-up times (sipcore/transaction/give_up_time.hpp). `status` says how many targets the names
// stand for.
std::chrono::milliseconds longest_search(const datamodel::Values& values,
                                         const datamodel::AccountStatus& status);

// Sentences: that nothing is watched, or which accounts may need longer than the guard's time.
std::vector<std::string> guard_advice(const Configuration& configuration, const Status& status);

}  // namespace lineman::agent
