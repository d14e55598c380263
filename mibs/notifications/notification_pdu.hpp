// Notifications as Net-SNMP's messages.
#pragma once

#include <memory>

#include "mibs/notifications/message.hpp"

struct snmp_pdu;

namespace lineman::mibs {

struct FreePdu {
  void operator()(snmp_pdu* pdu) const;
};
using PduPointer = std::unique_ptr<snmp_pdu, FreePdu>;

// sysUpTime as it is now, the same for all receivers of one notification.
unsigned long up_time();

// RFC 3416, 4.2.6 and 4.2.7: sysUpTime and snmpTrapOID, then the objects. Without memory for it,
// none.
PduPointer notification_pdu(const NotificationMessage& message, unsigned long up_time, bool inform);

}  // namespace lineman::mibs
