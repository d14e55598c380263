// Sockets on loopback by hand: they never wait, and what cannot be made ends the target.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "tests/fuzz/demands.hpp"

namespace lineman::test {

inline sockaddr_in loopback(unsigned port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

// One end of a TCP connection.
class Stream {
 public:
  explicit Stream(int descriptor) : descriptor_{descriptor} {}
  Stream(Stream&& other) noexcept
      : descriptor_{std::exchange(other.descriptor_, -1)},
        received_{std::move(other.received_)},
        at_end_{other.at_end_} {}
  Stream& operator=(Stream&&) = delete;
  ~Stream() { close(); }

  static Stream to(unsigned port) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(port);
    demand(::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
           "no connection\n");
    return Stream{descriptor};
  }

  void send(std::string_view octets) const {
    ::send(descriptor_, octets.data(), octets.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }

  void shut_down() const { ::shutdown(descriptor_, SHUT_WR); }

  // All that has come so far.
  const std::string& received() {
    std::array<char, 4096> chunk{};
    while (!at_end_) {
      const auto got = ::recv(descriptor_, chunk.data(), chunk.size(), MSG_DONTWAIT);
      if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
      at_end_ = got <= 0;
      if (got > 0) received_.append(chunk.data(), static_cast<std::size_t>(got));
    }
    return received_;
  }

  bool at_end() {
    received();
    return at_end_;
  }

  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
    at_end_ = true;
  }

 private:
  int descriptor_;
  std::string received_;
  bool at_end_ = false;
};

class ListeningSocket {
 public:
  ListeningSocket() : descriptor_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    const auto address = loopback(0);
    demand(::bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
           "no socket\n");
    demand(::listen(descriptor_, 16) == 0, "no listening socket\n");
  }
  ~ListeningSocket() { ::close(descriptor_); }
  ListeningSocket(const ListeningSocket&) = delete;
  ListeningSocket& operator=(const ListeningSocket&) = delete;

  unsigned port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
  }

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace lineman::test
