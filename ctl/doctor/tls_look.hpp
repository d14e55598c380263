// The handshake of TLS with a server, and what its certificate is worth.
#pragma once

#include "ctl/doctor/connection_look.hpp"

namespace lineman::ctl::doctor {

// `socket` is connected, does not block, and stays the caller's. Nothing is sent but the handshake.
ConnectionFacts look_at_tls(int socket, const Destination& destination);

}  // namespace lineman::ctl::doctor
