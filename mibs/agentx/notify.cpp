#include "mibs/agentx/notify.hpp"

#include "mibs/agentx/pdu_writer.hpp"

namespace lineman::mibs::agentx {
namespace {

constexpr Arc snmp_trap_oid[] = {1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0};

}  // namespace

std::string notify_message(const Header& header, const NotificationMessage& notification) {
  PduWriter writer{header};
  writer.varbind(snmp_trap_oid, Arcs{notification.name});
  for (const auto& object : notification.objects) writer.varbind(object.name, object.value);
  return writer.finish();
}

}  // namespace lineman::mibs::agentx
