#include "sipcore/network/stream_socket.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "sipcore/network/socket_address.hpp"

namespace lineman::sipcore {

namespace {

// Connections that the system keeps until we take them.
constexpr int backlog = 16;
// What was sent and not acknowledged for that long ends the connection: the peer is gone, or a NAT
// has forgotten us. 64*T1 of RFC 3261.
constexpr unsigned longest_silence_ms = 32'000;

// Closed unless released.
class Descriptor {
 public:
  Descriptor(bool v6, int type)
      : value_(::socket(v6 ? AF_INET6 : AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    const int on = 1;
    if (v6 && value_ >= 0) ::setsockopt(value_, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  }
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return value_; }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

void set(int descriptor, int level, int name, int value) {
  ::setsockopt(descriptor, level, name, &value, sizeof value);
}

void set_up(int descriptor) {
  set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
  set(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, longest_silence_ms);
}

bool bind_to(int descriptor, const Target& local) {
  const auto address = socket_address(local);
  return ::bind(descriptor, address.data(), address.length) == 0;
}

// The listener shares its port for the moment of the bind alone: otherwise other programs of our
// user could listen there.
bool bind_beside(int descriptor, int listener, const Target& local) {
  if (listener < 0) return false;
  set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1);
  set(listener, SOL_SOCKET, SO_REUSEPORT, 1);
  const bool bound = bind_to(descriptor, local);
  set(listener, SOL_SOCKET, SO_REUSEPORT, 0);
  set(descriptor, SOL_SOCKET, SO_REUSEPORT, 0);
  return bound;
}

tl::expected<int, SocketError> connect_from(const Target& from, int listener, const Target& to) {
  const auto failure = [&](int code) {
    return tl::unexpected(socket_error("no connection to " + to_string(to), code));
  };
  Descriptor socket(to.address.v6, SOCK_STREAM);
  if (socket.get() < 0) return failure(errno);
  set_up(socket.get());
  set(socket.get(), SOL_SOCKET, SO_REUSEADDR, 1);
  if (!bind_beside(socket.get(), listener, from) &&
      !bind_to(socket.get(), {.address = from.address}))
    return failure(errno);
  const auto address = socket_address(to);
  if (::connect(socket.get(), address.data(), address.length) != 0 && errno != EINPROGRESS)
    return failure(errno);
  return socket.release();
}

}  // namespace

tl::expected<int, SocketError> connecting_socket(const Target& from, int listener,
                                                 const Target& to) {
  auto socket = connect_from(from, listener, to);
  // An earlier connection between the same two ports is not forgotten yet.
  const bool taken =
      !socket && (socket.error().code == EADDRNOTAVAIL || socket.error().code == EADDRINUSE);
  if (taken && listener >= 0) return connect_from(from, -1, to);
  return socket;
}

tl::expected<int, SocketError> listening_socket(const Target& at) {
  Descriptor socket(at.address.v6, SOCK_STREAM);
  set(socket.get(), SOL_SOCKET, SO_REUSEADDR, 1);
  if (socket.get() < 0 || !bind_to(socket.get(), at) || ::listen(socket.get(), backlog) != 0)
    return tl::unexpected(error_now(to_string(at)));
  return socket.release();
}

tl::expected<Accepted, SocketError> accept_one(int listener) {
  SocketAddress from;
  const int descriptor =
      ::accept4(listener, from.data(), &from.length, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (descriptor < 0) return tl::unexpected(error_now("no connection accepted"));
  set_up(descriptor);
  auto peer = target_of(from);
  peer.protocol = Protocol::tcp;
  return Accepted{.descriptor = descriptor, .peer = peer};
}

int pending_error(int descriptor) {
  int code = 0;
  socklen_t length = sizeof code;
  if (::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) != 0) return errno;
  return code;
}

Target local_of(int descriptor) {
  SocketAddress address;
  ::getsockname(descriptor, address.data(), &address.length);
  return target_of(address);
}

std::optional<IpAddress> source_towards(const IpAddress& from, const Target& to) {
  const Descriptor probe(to.address.v6, SOCK_DGRAM);
  const auto address = socket_address(to);
  if (probe.get() < 0 || !bind_to(probe.get(), {.address = from}) ||
      ::connect(probe.get(), address.data(), address.length) != 0)
    return std::nullopt;
  return local_of(probe.get()).address;
}

bool is_ours(const IpAddress& address) {
  const Descriptor probe(address.v6, SOCK_DGRAM);
  // Without a descriptor to ask with nothing is known to be gone.
  return probe.get() < 0 || bind_to(probe.get(), {.address = address});
}

}  // namespace lineman::sipcore
