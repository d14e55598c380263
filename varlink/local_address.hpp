// The address of a local socket. Internal to varlink/.
#pragma once

#include <sys/un.h>

#include <string>
#include <tl/expected.hpp>

namespace lineman::varlink {

// The error is a sentence that names the path.
inline tl::expected<sockaddr_un, std::string> local_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) {
    return tl::unexpected(path + ": the path of a socket has 1 to " +
                          std::to_string(sizeof address.sun_path - 1) + " octets");
  }
  path.copy(static_cast<char*>(address.sun_path), path.size());
  return address;
}

}  // namespace lineman::varlink
