#include "mibs/notifications/notification_pdu.hpp"

#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/net_snmp/variable.hpp"

namespace lineman::mibs {
namespace {

constexpr oid sys_up_time[] = {1, 3, 6, 1, 2, 1, 1, 3, 0};
constexpr oid snmp_trap_oid[] = {1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0};

bool add_heading(snmp_pdu* pdu, unsigned long up_time, const std::vector<Arc>& name) {
  return snmp_pdu_add_variable(pdu, sys_up_time, std::size(sys_up_time), ASN_TIMETICKS, &up_time,
                               sizeof up_time) != nullptr &&
         snmp_pdu_add_variable(pdu, snmp_trap_oid, std::size(snmp_trap_oid), ASN_OBJECT_ID,
                               name.data(), name.size() * sizeof(oid)) != nullptr;
}

bool add(snmp_pdu* pdu, const NotifiedObject& object) {
  auto* const variable =
      snmp_pdu_add_variable(pdu, object.name.data(), object.name.size(), ASN_NULL, nullptr, 0);
  if (variable == nullptr) return false;
  put_value(variable, object.value);
  return true;
}

}  // namespace

void FreePdu::operator()(snmp_pdu* pdu) const {
  snmp_free_pdu(pdu);
}

unsigned long up_time() {
  return netsnmp_get_agent_uptime();
}

PduPointer notification_pdu(const NotificationMessage& message, unsigned long up_time,
                            bool inform) {
  PduPointer pdu{snmp_pdu_create(inform ? SNMP_MSG_INFORM : SNMP_MSG_TRAP2)};
  bool good = pdu != nullptr && add_heading(pdu.get(), up_time, message.name);
  for (const auto& object : message.objects) good = good && add(pdu.get(), object);
  return good ? std::move(pdu) : nullptr;
}

}  // namespace lineman::mibs
