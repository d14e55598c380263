// What changes the configuration, told to the SNMP door and its receivers of notifications.
#pragma once

#include <deque>

#include "agent/transaction/publisher.hpp"
#include "mibs/door/snmp_door.hpp"

namespace lineman::agent {

// A generation that is published before there is a door waits for it, so that each is told. One
// thread: the agent's loop.
class SnmpPublisher final : public Publisher {
 public:
  void publish(const Generation& generation) override;

  // From now on there is a door. It outlives the publisher's last publish().
  void opened(mibs::SnmpDoor& door);

 private:
  mibs::SnmpDoor* door_ = nullptr;
  std::deque<LoggedEvent> waiting_;  // as many as the event log keeps
};

}  // namespace lineman::agent
