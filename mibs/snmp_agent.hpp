// The SNMP door: Net-SNMP's agent as the master in the agent's loop, with LINEMAN-SIP-MIB.
#pragma once

#include "mibs/snmp_door.hpp"

namespace lineman::mibs {

// One thread: the loop's. One in a process, since the library keeps global state. Everything passed
// in outlives it. RFC 3416 for the answers, RFC 3414 and 3415 for who may ask; snmp_settings.hpp
// for what it is told.
class SnmpAgent final : public SnmpDoor {
 public:
  // Starts the library and opens the listening addresses where network.snmp.enable is 1. An address
  // that cannot be opened is logged and tried again. Throws std::runtime_error where the library
  // cannot start.
  SnmpAgent(boost::asio::io_context& io, Configuration& configuration, Status& status, Clock& clock,
            const SnmpSettings& settings);
  ~SnmpAgent() override;
  SnmpAgent(const SnmpAgent&) = delete;
  SnmpAgent& operator=(const SnmpAgent&) = delete;

  void configuration_changed() override;
  void status_changed() override;
  void raise(LoggedEvent event) override;
  std::vector<std::string> apply(const SnmpSettings& settings) override;
  std::vector<DoorState> doors() const override;
  const SnmpDoorCounters& counters() const override;

 private:
  class Door;
  std::unique_ptr<Door> door_;
};

}  // namespace lineman::mibs
