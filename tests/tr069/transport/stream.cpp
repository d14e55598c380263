#include "tests/tr069/transport/stream.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace lineman::test {

Stream::Stream(int descriptor, SSL_CTX* tls)
    : descriptor_{descriptor}, tls_{tls == nullptr ? nullptr : SSL_new(tls), SSL_free} {
  if (tls_) SSL_set_fd(tls_.get(), descriptor_);
}

Stream::~Stream() {
  ::close(descriptor_);
}

bool Stream::handshake() {
  return !tls_ || SSL_accept(tls_.get()) == 1;
}

bool Stream::write(std::string_view octets) {
  while (!octets.empty()) {
    const auto sent = tls_ ? SSL_write(tls_.get(), octets.data(), static_cast<int>(octets.size()))
                           : ::send(descriptor_, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    octets.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Stream::read(std::string& octets) {
  std::array<char, 16384> buffer{};
  const auto size = tls_ ? SSL_read(tls_.get(), buffer.data(), static_cast<int>(buffer.size()))
                         : ::recv(descriptor_, buffer.data(), buffer.size(), 0);
  if (size <= 0) return false;
  octets.append(buffer.data(), static_cast<std::size_t>(size));
  return true;
}

bool Stream::quiet(int milliseconds) const {
  pollfd wanted{.fd = descriptor_, .events = POLLIN, .revents = 0};
  return ::poll(&wanted, 1, milliseconds) == 0;
}

void Stream::shut_down() const {
  ::shutdown(descriptor_, SHUT_RDWR);
}

void Stream::end_politely() const {
  ::shutdown(descriptor_, SHUT_WR);
  std::array<char, 1024> ignored{};
  while (::recv(descriptor_, ignored.data(), ignored.size(), 0) > 0) {
  }
}

}  // namespace lineman::test
