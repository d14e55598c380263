// Why the agent cannot start: the state directory does not hold what it has to.
#pragma once

#include <stdexcept>

namespace lineman::agent {

// what() names the file below the state directory, and the reason; whoever catches it adds the
// directory.
class StateUnusable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace lineman::agent
