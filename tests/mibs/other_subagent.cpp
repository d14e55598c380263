// Another AgentX subagent, on Net-SNMP's own library: enterprises.ENTERPRISE.2.98.0 is a number
// that can be set; 1 is refused at TestSet, 2 fails at CommitSet. Arguments: the master agent's
// address and a folder. Runs until it is killed.
#include <cstdlib>

#include "datamodel/branding.hpp"
#include "mibs/net_snmp/net_snmp.hpp"

namespace {

constexpr long refused_at_test = 1;
constexpr long fails_at_commit = 2;

long value = 5;
long before = 5;

int handle(netsnmp_mib_handler* /*handler*/, netsnmp_handler_registration* /*registration*/,
           netsnmp_agent_request_info* info, netsnmp_request_info* requests) {
  const long sent = requests->requestvb->type == ASN_INTEGER && info->mode != MODE_GET
                        ? *requests->requestvb->val.integer
                        : 0;
  switch (info->mode) {
    case MODE_GET:
      snmp_set_var_typed_integer(requests->requestvb, ASN_INTEGER, value);
      break;
    case MODE_SET_RESERVE1:
      if (sent == refused_at_test) {
        netsnmp_set_request_error(info, requests, SNMP_ERR_INCONSISTENTVALUE);
      }
      break;
    case MODE_SET_ACTION:
      before = value;
      value = sent;
      if (sent == fails_at_commit) netsnmp_set_request_error(info, requests, SNMP_ERR_COMMITFAILED);
      break;
    case MODE_SET_UNDO:
      value = before;
      break;
    default:
      break;
  }
  return SNMP_ERR_NOERROR;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 1;
  ::setenv("MIBS", "", 1);
  ::setenv("SNMPCONFPATH", "/dev/null", 1);
  set_persistent_directory(words[2]);
  netsnmp_ds_set_boolean(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_ROLE, 1);
  netsnmp_ds_set_string(NETSNMP_DS_APPLICATION_ID, NETSNMP_DS_AGENT_X_SOCKET, words[1]);
  init_agent("other");
  const oid place[] = {1, 3, 6, 1, 4, 1, lineman::branding::enterprise, 2, 98};
  netsnmp_register_scalar(netsnmp_create_handler_registration(
      "other", handle, place, sizeof place / sizeof place[0], HANDLER_CAN_RWRITE));
  init_snmp("other");
  for (;;) agent_check_and_process(1);
}
