#include "tests/support/free_port.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <random>
#include <stdexcept>
#include <string>

namespace lineman::test {
namespace {

constexpr unsigned first_port = 10'000;
constexpr unsigned last_port = 32'000;
constexpr unsigned attempts = 1'000;

// The abstract socket is held until the program ends.
bool reserve(unsigned short port) {
  const int held = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const auto name = "lineman-test-port-" + std::to_string(port);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  if (::bind(held, reinterpret_cast<const sockaddr*>(&address), size) == 0) return true;
  ::close(held);
  return false;
}

bool can_be_bound(int type, unsigned short port) {
  const int tried = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  const bool bound =
      ::bind(tried, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(tried);
  return bound;
}

}  // namespace

unsigned short free_port() {
  static std::mt19937 random{std::random_device{}()};
  std::uniform_int_distribution<unsigned> range{first_port, last_port};
  for (unsigned attempt = 0; attempt < attempts; ++attempt) {
    const auto port = static_cast<unsigned short>(range(random));
    if (reserve(port) && can_be_bound(SOCK_STREAM, port) && can_be_bound(SOCK_DGRAM, port)) {
      return port;
    }
  }
  throw std::runtime_error{"no port is free"};
}

}  // namespace lineman::test
