// What the system says of a socket.
#pragma once

#include <string>
#include <string_view>

namespace lineman::sipcore {

struct SocketError {
  int code = 0;       // errno
  bool icmp = false;  // what the network said of an earlier message
  std::string sentence{};
};

// "WHAT: the system's words for `code`"
SocketError socket_error(std::string_view what, int code);
// The same with errno.
SocketError error_now(std::string_view what);

// Whether a call on a socket that does not block has to be made again later.
bool would_block(int code);

}  // namespace lineman::sipcore
