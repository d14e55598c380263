// The SNMP door behind a system's snmpd: LINEMAN-SIP-MIB and the standard modules about the phone
// as an AgentX subagent (RFC 2741), in the agent's loop.
#pragma once

#include <memory>
#include <string>

#include "mibs/snmp_door.hpp"

namespace lineman::mibs::agentx {

// Connected while network.snmp.enable is 1; a master agent that is not there, goes or does not
// answer is tried again, and nothing waits for it. Who may read and write is the master agent's to
// say; secrets are never written, and every change is asked for by "agentx".
class Subagent final : public SnmpDoor {
 public:
  // Of the settings agentx and description count. The others outlive it.
  Subagent(boost::asio::io_context& io, Configuration& configuration, Status& status, Clock& clock,
           const SnmpSettings& settings);
  ~Subagent() override;
  Subagent(const Subagent&) = delete;
  Subagent& operator=(const Subagent&) = delete;

  void configuration_changed() override;
  void status_changed() override;
  void raise(LoggedEvent event) override;
  // Nothing: users and limits are the master agent's.
  std::vector<std::string> apply(const SnmpSettings& settings) override;
  std::vector<DoorState> doors() const override;
  const SnmpDoorCounters& counters() const override;

 private:
  class Door;
  std::unique_ptr<Door> door_;
};

}  // namespace lineman::mibs::agentx
