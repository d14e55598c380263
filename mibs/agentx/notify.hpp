// Notifications through the master agent, which sends them to its own receivers (RFC 2741, 6.2.10).
#pragma once

#include <string>

#include "mibs/agentx/pdu.hpp"
#include "mibs/notifications/message.hpp"

namespace lineman::mibs::agentx {

// The whole message. The master agent puts its own sysUpTime before it.
std::string notify_message(const Header& header, const NotificationMessage& notification);

}  // namespace lineman::mibs::agentx
