// The host's interfaces and their addresses, for Device.IP (TR-181).
#pragma once

#include <string>
#include <vector>

namespace lineman::cwmp {

struct Ipv4Address {
  std::string address;
  std::string mask;

  bool operator==(const Ipv4Address&) const = default;
};

struct HostInterface {
  std::string name;
  bool enabled = false;  // somebody has put it in use
  bool up = false;       // and it carries packets
  bool loopback = false;
  std::vector<Ipv4Address> four{};
  std::vector<std::string> six{};  // without a zone

  bool operator==(const HostInterface&) const = default;
};

// As the kernel has them now, in its order; none where it does not say.
std::vector<HostInterface> host_interfaces();

// Whether the kernel was built and started with IPv6.
bool host_speaks_ipv6();

}  // namespace lineman::cwmp
