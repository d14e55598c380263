#include "sipcore/network/socket_error.hpp"

#include <cerrno>
#include <system_error>

namespace lineman::sipcore {

SocketError socket_error(std::string_view what, int code) {
  return {.code = code,
          .sentence = std::string(what) + ": " + std::generic_category().message(code)};
}

SocketError error_now(std::string_view what) {
  return socket_error(what, errno);
}

bool would_block(int code) {
  return code == EAGAIN || code == EWOULDBLOCK || code == EINTR;
}

}  // namespace lineman::sipcore
