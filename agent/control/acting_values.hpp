// What acts on the running phone: what the configuration says of a value, and what waits for a
// start.
#pragma once

#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/status.hpp"
#include "datamodel/effective.hpp"

namespace lineman::agent {

// Made when the agent starts: what it took over then acts until it ends. One thread: the agent's
// loop. What it is given outlives it.
class ActingValues {
 public:
  ActingValues(const Configuration& configuration, const Status& status);

  // Of the core's values as fresh as the status is; while the core is away, what it will run.
  datamodel::Effective of(datamodel::ParameterRef ref) const;

 private:
  const Configuration& configuration_;
  const Status& status_;
  std::vector<datamodel::Values::Entry> at_start_;  // what the agent itself rereads at its start
};

}  // namespace lineman::agent
