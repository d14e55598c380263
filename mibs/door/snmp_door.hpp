// The SNMP door, whichever way managers come in: our own agent, or AgentX behind a system's snmpd.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/door_state.hpp"
#include "agent/interfaces/notification_state.hpp"
#include "agent/interfaces/status.hpp"
#include "mibs/door/snmp_settings.hpp"

namespace lineman {
struct SnmpDoorCounters;
}

namespace lineman::mibs {

// One thread: the loop's.
class SnmpDoor {
 public:
  virtual ~SnmpDoor() = default;

  // After a publish: network.snmp.enable and .trust_ip act at once, after the answer to whoever
  // changed them.
  virtual void configuration_changed() = 0;

  // After the SIP core said how its accounts are: what happened to them is logged, and told to the
  // receivers of notifications.
  virtual void status_changed() = 0;

  // Something else that is worth a notification. An event without a time happened now.
  virtual void raise(LoggedEvent event) = 0;

  // Takes over users, communities, receivers and the rate limit; the others act at the next start.
  // Sessions of users who stay go on; requests under way are answered. Receivers name users that
  // are there. Sentences say what is wrong, without secrets; then everything is as it was.
  virtual std::vector<std::string> apply(const SnmpSettings& settings) = 0;

  // One for each listening address, or one for the master agent.
  virtual std::vector<DoorState> doors() const = 0;

  virtual const SnmpDoorCounters& counters() const = 0;
};

}  // namespace lineman::mibs
