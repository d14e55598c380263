// What a notification carries, before it is a message of a protocol. Knows nothing of Net-SNMP.
#pragma once

#include <vector>

#include "agent/interfaces/notification_state.hpp"
#include "mibs/objects/object_reader.hpp"
#include "mibs/objects/object_tree.hpp"

namespace lineman::mibs {

struct NotifiedObject {
  std::vector<Arc> name;
  SnmpValue value;
};

// Without sysUpTime, which whoever sends it puts first (RFC 3416, 4.2.6).
struct NotificationMessage {
  std::vector<Arc> name;  // the value of snmpTrapOID
  std::vector<NotifiedObject> objects;
};

// The objects of the event's notification as they read now. The event stands in the event log.
NotificationMessage message_of(const LoggedEvent& event, const ObjectReader& reader);

// Who takes notifications to their receivers.
class NotificationSink {
 public:
  virtual ~NotificationSink() = default;

  // Must not wait. Whether there is anybody to send it to.
  virtual bool send(const NotificationMessage& message) = 0;
};

}  // namespace lineman::mibs
