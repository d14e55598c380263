// The addresses of this host, as a URL needs them.
#pragma once

#include <string>
#include <vector>

namespace lineman::cwmp {

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

// Where connection requests are taken.
struct OpenAddress {
  HostAddress host;
  unsigned short port = 0;
};

// "http://ADDRESS:PORT/PATH". Of the first open address that is `own` or stands for it (any address
// of the same family); else of the first open one, with the first of `hosts` of its family where it
// is the any address. Empty where there is none.
std::string request_url(const std::vector<OpenAddress>& open, const HostAddress& own,
                        const std::vector<HostAddress>& hosts, const std::string& path);

}  // namespace lineman::cwmp
