// What a message may be at most. Both sides of both sockets keep to these.
#pragma once

#include <cstddef>

namespace lineman::varlink {

#ifndef LINEMAN_MAX_FRAME
#error "LINEMAN_MAX_FRAME is set by the build (varlink/CMakeLists.txt)"
#endif

// Octets of one message, without the NUL that ends it: 1 MiB, and more in a build for very many
// accounts.
inline constexpr std::size_t maximum_frame = LINEMAN_MAX_FRAME;
static_assert(maximum_frame >= std::size_t{1} << 20, "a message of 1 MiB is good in every build");

// Objects and arrays within each other, the message itself counted.
inline constexpr std::size_t maximum_depth = 16;

// Connections of one server at a time; a further one is told so and closed.
inline constexpr std::size_t maximum_connections = 64;

// Octets that wait for a peer that reads slowly. A stream is told `full` from there on; a call is
// not begun.
inline constexpr std::size_t maximum_output = std::size_t{1} << 20;

// Calls of one client that wait for their turn, the one in flight counted.
inline constexpr std::size_t maximum_queued_calls = 64;

}  // namespace lineman::varlink
