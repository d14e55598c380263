// What a socket that the library opened has to be in our loop.
#pragma once

#include <fcntl.h>

namespace lineman::mibs {

// Never waits, and is nobody else's after an exec.
inline void set_non_blocking(int socket) {
  const int flags = ::fcntl(socket, F_GETFL);
  ::fcntl(socket, F_SETFL, flags | O_NONBLOCK);
  ::fcntl(socket, F_SETFD, FD_CLOEXEC);
}

}  // namespace lineman::mibs
