// What every SNMP agent shows besides its own objects: SNMPv2-MIB's system group and counters (RFC
// 3418), the engine (RFC 3411) and the counters of the user-based security model (RFC 3414).
// Read-only.
#pragma once

#include <memory>
#include <vector>

#include "mibs/snmp_settings.hpp"

namespace lineman::mibs {

class SystemGroup {
 public:
  explicit SystemGroup(const SnmpSettings& settings);
  ~SystemGroup();
  SystemGroup(const SystemGroup&) = delete;
  SystemGroup& operator=(const SystemGroup&) = delete;

  class Scalars;

 private:
  std::vector<std::unique_ptr<Scalars>> groups_;
};

}  // namespace lineman::mibs
