// A datagram socket that systemd opened for us (systemd.socket(5)), served by Net-SNMP.
#pragma once

#include <string>

struct netsnmp_transport_s;

namespace lineman::mibs {

// "systemd:0.0.0.0:161", "systemd:[::]:161"; "systemd:" alone for what is no socket of IPv4 or
// IPv6.
std::string address_of_inherited(int socket);

// A transport of the library's on this socket, of IPv4 or IPv6; answers leave from the address that
// was asked. It closes a copy: the socket stays the caller's. None: errno says why, or is 0.
netsnmp_transport_s* transport_on(int socket);

// Between the two the kernel drops what comes, and what waited is gone: a request is not answered
// once it was not to be, and nothing fills up that systemd would look at.
void stop_taking(int socket);
void take_again(int socket);

}  // namespace lineman::mibs
