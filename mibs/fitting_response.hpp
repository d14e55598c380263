// Responses that fit what the sender of the request can take, and the datagram.
#pragma once

#include <cstddef>

struct snmp_session;
struct snmp_pdu;

namespace lineman::mibs {

// What the library calls to encode a message of ours (snmp_add_full(), frbuild): into `packet`, of
// `size` octets, which grows as it has to; `length` octets from its start on are the message. 0, or
// an error of the library. The response to a GETBULK that was found too long loses variables from
// its end until it fits (RFC 3416, 4.2.3); tooBig is said without variables (4.2.1).
int build_fitting(snmp_session* session, snmp_pdu* pdu, unsigned char** packet, std::size_t* size,
                  std::size_t* length);

}  // namespace lineman::mibs
