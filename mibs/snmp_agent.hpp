// The SNMP door: Net-SNMP's agent as the master in the agent's loop, with LINEMAN-SIP-MIB.
#pragma once

#include <memory>
#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/door_state.hpp"
#include "agent/interfaces/status.hpp"
#include "mibs/snmp_settings.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman {
struct SnmpDoorCounters;
}

namespace lineman::mibs {

// One thread: the loop's. One in a process, since the library keeps global state. Everything passed
// in outlives it. RFC 3416 for the answers, RFC 3414 and 3415 for who may ask; snmp_settings.hpp
// for what it is told.
class SnmpAgent {
 public:
  // Starts the library and opens the listening addresses where network.snmp.enable is 1. An address
  // that cannot be opened is logged and tried again. Throws std::runtime_error where the library
  // cannot start.
  SnmpAgent(boost::asio::io_context& io, Configuration& configuration, Status& status, Clock& clock,
            const SnmpSettings& settings);
  ~SnmpAgent();
  SnmpAgent(const SnmpAgent&) = delete;
  SnmpAgent& operator=(const SnmpAgent&) = delete;

  // After a publish: network.snmp.enable and .trust_ip act at once, after the answer to whoever
  // changed them.
  void configuration_changed();

  // One for each listening address.
  std::vector<DoorState> doors() const;

  const SnmpDoorCounters& counters() const;

 private:
  class Door;
  std::unique_ptr<Door> door_;
};

}  // namespace lineman::mibs
