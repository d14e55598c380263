// The values of LINEMAN-SIP-MIB's instances. Knows nothing of Net-SNMP.
#pragma once

#include "agent/interfaces/live_readings.hpp"
#include "mibs/objects/object_tree.hpp"
#include "mibs/objects/snmp_value.hpp"

namespace lineman::mibs {

class ObjectReader {
 public:
  // What the sources refer to outlives the reader.
  explicit ObjectReader(LiveSources sources) : sources_{sources} {}

  SnmpValue read(const Cell& cell) const;

 private:
  LiveSources sources_;
};

// Whether the SIP core tells the values of the group.
bool tells_of_core(datamodel::GroupId group);

}  // namespace lineman::mibs
