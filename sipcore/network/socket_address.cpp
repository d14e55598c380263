#include "sipcore/network/socket_address.hpp"

#include <netinet/in.h>

#include <cstring>

namespace lineman::sipcore {

SocketAddress socket_address(const Target& target) {
  SocketAddress address;
  if (target.address.v6) {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(target.port);
    std::memcpy(&v6.sin6_addr, target.address.octets.data(), sizeof v6.sin6_addr);
    std::memcpy(&address.storage, &v6, sizeof v6);
    address.length = sizeof v6;
  } else {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(target.port);
    std::memcpy(&v4.sin_addr, target.address.octets.data(), sizeof v4.sin_addr);
    std::memcpy(&address.storage, &v4, sizeof v4);
    address.length = sizeof v4;
  }
  return address;
}

Target target_of(const SocketAddress& address) {
  Target target;
  target.address.v6 = address.storage.ss_family == AF_INET6;
  if (target.address.v6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address.storage, sizeof v6);
    target.port = ntohs(v6.sin6_port);
    std::memcpy(target.address.octets.data(), &v6.sin6_addr, sizeof v6.sin6_addr);
  } else {
    sockaddr_in v4{};
    std::memcpy(&v4, &address.storage, sizeof v4);
    target.port = ntohs(v4.sin_port);
    std::memcpy(target.address.octets.data(), &v4.sin_addr, sizeof v4.sin_addr);
  }
  return target;
}

}  // namespace lineman::sipcore
