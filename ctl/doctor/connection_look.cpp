#include "ctl/doctor/connection_look.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <future>
#include <memory>
#include <sstream>
#include <system_error>

#include "ctl/doctor/tls_look.hpp"
#include "ctl/program_output.hpp"

namespace lineman::ctl::doctor {
namespace {

using Addresses = std::unique_ptr<addrinfo, void (*)(addrinfo*)>;

class Socket {
 public:
  explicit Socket(int descriptor) : descriptor_{descriptor} {}
  ~Socket() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

// getaddrinfo(3) has no deadline; getent(1) asks it in a process that can be ended.
std::string first_address(const std::string& name) {
  const auto text = output_of({"getent", "ahosts", name}, longest_contact);
  std::string address;
  if (text) std::istringstream{*text} >> address;
  return address;
}

Addresses resolve(const std::string& address, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found);
  return {error == 0 ? found : nullptr, freeaddrinfo};
}

// The error of a connection that was begun, 0 for none.
int wait_for(int socket) {
  pollfd waited{.fd = socket, .events = POLLOUT, .revents = 0};
  const auto patience = std::chrono::milliseconds{longest_contact}.count();
  const int ready = poll(&waited, 1, static_cast<int>(patience));
  if (ready == 0) return ETIMEDOUT;
  int error = 0;
  socklen_t size = sizeof error;
  if (ready < 0 || getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
  return error;
}

int connect_to(int socket, const addrinfo& place) {
  if (connect(socket, place.ai_addr, place.ai_addrlen) == 0) return 0;
  return errno == EINPROGRESS ? wait_for(socket) : errno;
}

}  // namespace

ConnectionFacts look_at_connection(const Destination& destination) {
  auto place = resolve(destination.address, destination.port);
  if (!place) {
    const auto address = first_address(destination.address);
    if (!address.empty()) place = resolve(address, destination.port);
  }
  if (!place) return {Contact::name_unknown, "no address is found for " + destination.address};
  const Socket socket{::socket(place->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
  const int error = socket.get() < 0 ? errno : connect_to(socket.get(), *place);
  if (error != 0) {
    return {Contact::refused, "no connection to " + destination.address + " port " +
                                  std::to_string(destination.port) + ": " +
                                  std::generic_category().message(error)};
  }
  return destination.tls ? look_at_tls(socket.get(), destination) : ConnectionFacts{Contact::good};
}

std::vector<ConnectionFacts> look_at_connections(const std::vector<Destination>& destinations) {
  std::vector<std::future<ConnectionFacts>> looks;
  looks.reserve(destinations.size());
  for (const auto& destination : destinations) {
    looks.push_back(std::async(std::launch::async, look_at_connection, std::cref(destination)));
  }
  std::vector<ConnectionFacts> found;
  found.reserve(looks.size());
  for (auto& look : looks) found.push_back(look.get());
  return found;
}

}  // namespace lineman::ctl::doctor
