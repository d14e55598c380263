// TCP sockets of the system, as descriptors that do not block; whoever is given one closes it.
#pragma once

#include <optional>
#include <tl/expected.hpp>

#include "sipcore/message/target.hpp"
#include "sipcore/network/socket_error.hpp"

namespace lineman::sipcore {

// A connection that is being made from the address `from`, and from its port where the system lets
// it: so the port of a listener is also that of our own connections. `listener` is that listener's
// descriptor, or -1.
tl::expected<int, SocketError> connecting_socket(const Target& from, int listener,
                                                 const Target& to);

// Listens at `at`, whose port may be 0.
tl::expected<int, SocketError> listening_socket(const Target& at);

struct Accepted {
  int descriptor = -1;
  Target peer{};  // over TCP
};
// The next connection that waits.
tl::expected<Accepted, SocketError> accept_one(int listener);

// What became of a connecting socket that is ready: 0, or errno.
int pending_error(int descriptor);

Target local_of(int descriptor);

// From which address the system would send to `to` now, with a socket bound to `from` (which may be
// the unspecified address). Nothing where there is no route.
std::optional<IpAddress> source_towards(const IpAddress& from, const Target& to);

// Whether the phone has that address now.
bool is_ours(const IpAddress& address);

}  // namespace lineman::sipcore
