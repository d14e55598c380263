#include "mibs/fitting_response.hpp"

#include <cstring>
#include <utility>
#include <vector>

#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {
namespace {

// At least so many octets does the variable take in a message: its sequence, name and value.
std::size_t least_size(const netsnmp_variable_list& variable) {
  constexpr std::size_t headers = 6;
  const std::size_t value = variable.type == ASN_OCTET_STR ? variable.val_len : 1;
  return headers + variable.name_length - 1 + value;
}

// Takes variables from the end until `excess` octets are gone. Whether there was one.
bool drop_last(netsnmp_pdu& pdu, std::size_t excess) {
  std::vector<netsnmp_variable_list*> variables;
  for (auto* one = pdu.variables; one != nullptr; one = one->next_variable)
    variables.push_back(one);
  if (variables.empty()) return false;
  std::size_t left = variables.size();
  for (std::size_t gone = 0; left > 0 && gone < excess; --left) {
    gone += least_size(*variables[left - 1]);
  }
  auto*& end = left == 0 ? pdu.variables : variables[left - 1]->next_variable;
  snmp_free_varbind(std::exchange(end, nullptr));
  return true;
}

}  // namespace

int build_fitting(netsnmp_session* session, netsnmp_pdu* pdu, u_char** packet, std::size_t* size,
                  std::size_t* length) {
  // The library's own way of shortening cannot encode more than 1,472 octets of version 3, nor
  // less than that where the sender takes less.
  const bool shorten = (pdu->flags & UCD_MSG_FLAG_BULK_TOOBIG) != 0;
  pdu->flags &= ~static_cast<u_long>(UCD_MSG_FLAG_BULK_TOOBIG | UCD_MSG_FLAG_FORWARD_ENCODE);
  if (pdu->command == SNMP_MSG_RESPONSE && pdu->errstat == SNMP_ERR_TOOBIG) {
    snmp_free_varbind(std::exchange(pdu->variables, nullptr));
  }
  const auto most = static_cast<std::size_t>(pdu->msgMaxSize);
  for (;;) {
    *length = 0;
    if (const int problem = snmp_build(packet, size, length, session, pdu); problem != 0) {
      return problem;
    }
    if (!shorten || *length <= most || !drop_last(*pdu, *length - most)) break;
  }
  // It was encoded from the end of the buffer to its front.
  std::memmove(*packet, *packet + (*size - *length), *length);
  return 0;
}

}  // namespace lineman::mibs
