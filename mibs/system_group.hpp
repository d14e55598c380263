// What every SNMP agent shows besides its own objects: SNMPv2-MIB's system group with sysORTable,
// and its counters (RFC 3418), the engine (RFC 3411), and the counters of the dispatcher (RFC 3412)
// and of the user-based security model (RFC 3414). Read-only.
#pragma once

#include <memory>
#include <vector>

#include "mibs/door/snmp_settings.hpp"
#include "mibs/fixed_objects.hpp"

namespace lineman::mibs {

class SystemGroup {
 public:
  // After whatever else may stand in sysORTable.
  explicit SystemGroup(const SnmpSettings& settings);

 private:
  std::vector<std::unique_ptr<FixedObjects>> groups_;
};

}  // namespace lineman::mibs
