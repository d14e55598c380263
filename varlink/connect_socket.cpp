#include "varlink/connect_socket.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "varlink/local_address.hpp"

namespace lineman::varlink {

tl::expected<int, std::string> connect_to(const std::string& path) {
  const auto address = local_address(path);
  if (!address) return tl::unexpected(address.error());
  const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const auto* generic = reinterpret_cast<const sockaddr*>(&*address);
  if (descriptor < 0 || connect(descriptor, generic, sizeof *address) != 0) {
    const auto why = std::generic_category().message(errno);
    if (descriptor >= 0) close(descriptor);
    return tl::unexpected(path + ": cannot connect: " + why);
  }
  return descriptor;
}

}  // namespace lineman::varlink
