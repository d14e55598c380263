// One UDP socket in the loop.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "sipcore/message/target.hpp"
#include "sipcore/network/socket_error.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::sipcore {

// One thread: the loop's. The functions are called from the loop, never from within a call, and not
// after destruction.
class UdpSocket {
 public:
  struct Events {
    std::function<void(const Target& from, std::string_view message)> received;
    std::function<void(const SocketError&)> failed;  // ICMP errors of a connected socket
  };

  // Bound to `local`; its port may be 0. With `shared` the port may be that of other sockets which
  // allow it.
  static tl::expected<std::unique_ptr<UdpSocket>, SocketError> open(boost::asio::io_context& io,
                                                                    const Target& local,
                                                                    bool shared, Events events);
  ~UdpSocket();
  UdpSocket(const UdpSocket&) = delete;
  UdpSocket& operator=(const UdpSocket&) = delete;

  // Whether others may bind to the same port from now on.
  void allow_sharing(bool allow);
  // Towards one peer from now on, and told of ICMP errors. Once more: from the address that the
  // system chooses today; after an error it has no peer.
  std::optional<SocketError> connect(const Target& peer);
  Target local() const;

  // To the peer of a connected socket.
  std::optional<SocketError> send(std::string_view message);
  std::optional<SocketError> send_to(const Target& to, std::string_view message);

 private:
  class Impl;
  explicit UdpSocket(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

}  // namespace lineman::sipcore
