// Targets as the system's socket addresses.
#pragma once

#include <sys/socket.h>

#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t length = sizeof(sockaddr_storage);

  sockaddr* data() { return reinterpret_cast<sockaddr*>(&storage); }
  const sockaddr* data() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

SocketAddress socket_address(const Target& target);
Target target_of(const SocketAddress& address);

}  // namespace lineman::sipcore
