// How each live value of datamodel/live_values.hpp is read. The only place; it does not compile
// where a value has no binding or a binding no value.
#pragma once

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/status.hpp"
#include "mibs/object_tree.hpp"
#include "mibs/snmp_value.hpp"

namespace lineman::mibs {

// What the SNMP agent counts of itself.
struct DoorCounters {
  std::uint64_t untrusted = 0;
  std::uint64_t rate_limited = 0;
  std::uint64_t repeated_sets = 0;
};

struct LiveSources {
  const Configuration& configuration;
  const Status& status;
  const DoorCounters& door;
};

// The value of a cell whose column is live. An account, server or target that is not there any more
// reads as one that knows nothing: zeros, empty texts, and the lowest label of an enumeration.
SnmpValue read_live(const Cell& cell, const LiveSources& sources);

}  // namespace lineman::mibs
