// Addresses without what a socket needs besides; those of this host.
#pragma once

#include <string>
#include <vector>

namespace lineman::daemon {

struct HostAddress {
  std::string text;  // "192.0.2.1", "2001:db8::1"; without a zone
  bool six = false;
  bool any = false;  // 0.0.0.0 or ::

  bool operator==(const HostAddress&) const = default;
};

// Of a text; empty text where it is none. A zone is left out, and ::ffff:192.0.2.1 is 192.0.2.1.
HostAddress host_address(const std::string& text);

// Those of the interfaces that are up, in the system's order; link-local ones after the others, and
// those of the loopback last.
std::vector<HostAddress> host_addresses();

// Where something listens.
struct OpenAddress {
  HostAddress host;
  unsigned short port = 0;
};

}  // namespace lineman::daemon
