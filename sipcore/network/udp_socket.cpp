#include "sipcore/network/udp_socket.hpp"

#include <linux/errqueue.h>
#include <netinet/in.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <cstring>
#include <utility>

#include "sipcore/message/sip_message.hpp"
#include "sipcore/network/socket_address.hpp"

namespace lineman::sipcore {

namespace {

// Messages taken in one turn of the loop, so that a flood does not starve the rest.
constexpr int most_at_once = 64;

// What a router or host said of a message that we sent, not of one that was too long for the path.
bool is_icmp(const sock_extended_err& error) {
  return (error.ee_origin == SO_EE_ORIGIN_ICMP || error.ee_origin == SO_EE_ORIGIN_ICMP6) &&
         error.ee_errno != EMSGSIZE;
}

}  // namespace

class UdpSocket::Impl : public std::enable_shared_from_this<UdpSocket::Impl> {
 public:
  Impl(boost::asio::io_context& io, int descriptor, bool v6, Events events)
      : descriptor_(io, descriptor), v6_(v6), events_(std::move(events)) {}

  int fd() { return descriptor_.native_handle(); }
  bool v6() const { return v6_; }

  void wait() {
    descriptor_.async_wait(boost::asio::posix::descriptor_base::wait_read,
                           [self = shared_from_this()](const boost::system::error_code& error) {
                             if (error || self->closed_) return;
                             self->drain();
                             if (!self->closed_) self->wait();
                           });
  }

  void close() {
    closed_ = true;
    boost::system::error_code ignored;
    descriptor_.close(ignored);
  }

 private:
  void drain() {
    // One octet more than is accepted, so that what is too long shows.
    static thread_local std::array<char, longest_message + 1> buffer;
    std::optional<SocketError> refused;
    for (int i = 0; i < most_at_once && !closed_; ++i) {
      SocketAddress from;
      const auto length =
          ::recvfrom(fd(), buffer.data(), buffer.size(), MSG_DONTWAIT, from.data(), &from.length);
      if (length >= 0) {
        events_.received(target_of(from),
                         std::string_view(buffer.data(), static_cast<std::size_t>(length)));
        continue;
      }
      if (would_block(errno)) break;
      if (errno == ECONNREFUSED) refused = error_now("answered by the network");
    }
    if (!closed_) report(std::move(refused));
  }

  // A send may have taken the error away already; the queue has it all the same.
  void report(std::optional<SocketError> refused) {
    while (const auto queued = next_queued()) {
      if (*queued == 0) continue;
      errno = *queued;
      refused = error_now("answered by the network");
    }
    if (!refused) return;
    refused->icmp = true;
    events_.failed(*refused);
  }

  // The next entry of the error queue: the errno of an ICMP error that counts, otherwise 0.
  std::optional<int> next_queued() {
    std::array<char, 512> control{};
    // What was sent is of no interest, but without room for it qemu calls an empty queue a success.
    char octet{};
    iovec sent{.iov_base = &octet, .iov_len = sizeof octet};
    msghdr header{};
    header.msg_iov = &sent;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    if (::recvmsg(fd(), &header, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return std::nullopt;
    for (auto* item = CMSG_FIRSTHDR(&header); item != nullptr; item = CMSG_NXTHDR(&header, item)) {
      const bool v4 = item->cmsg_level == SOL_IP && item->cmsg_type == IP_RECVERR;
      const bool v6 = item->cmsg_level == SOL_IPV6 && item->cmsg_type == IPV6_RECVERR;
      if (!v4 && !v6) continue;
      sock_extended_err error{};
      std::memcpy(&error, CMSG_DATA(item), sizeof error);
      return is_icmp(error) ? static_cast<int>(error.ee_errno) : 0;
    }
    return 0;
  }

  boost::asio::posix::stream_descriptor descriptor_;
  bool v6_;
  Events events_;
  bool closed_ = false;
};

UdpSocket::UdpSocket(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

UdpSocket::~UdpSocket() {
  impl_->close();
}

tl::expected<std::unique_ptr<UdpSocket>, SocketError> UdpSocket::open(boost::asio::io_context& io,
                                                                      const Target& local,
                                                                      bool shared, Events events) {
  const bool v6 = local.address.v6;
  const int descriptor =
      ::socket(v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return tl::unexpected(error_now("no socket"));
  auto impl = std::make_shared<Impl>(io, descriptor, v6, std::move(events));
  std::unique_ptr<UdpSocket> socket(new UdpSocket(impl));
  const int on = 1;
  if (v6) ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  socket->allow_sharing(shared);
  const auto address = socket_address(local);
  if (::bind(descriptor, address.data(), address.length) != 0)
    return tl::unexpected(error_now(to_string(local)));
  impl->wait();
  return socket;
}

void UdpSocket::allow_sharing(bool allow) {
  const int value = allow ? 1 : 0;
  ::setsockopt(impl_->fd(), SOL_SOCKET, SO_REUSEADDR, &value, sizeof value);
}

std::optional<SocketError> UdpSocket::connect(const Target& peer) {
  // The system keeps the address of an earlier connect unless that is dissolved.
  const sockaddr nobody{.sa_family = AF_UNSPEC, .sa_data = {}};
  if (::connect(impl_->fd(), &nobody, sizeof nobody) != 0) return error_now(to_string(peer));
  const auto address = socket_address(peer);
  if (::connect(impl_->fd(), address.data(), address.length) != 0)
    return error_now(to_string(peer));
  const int on = 1;
  if (impl_->v6()) {
    ::setsockopt(impl_->fd(), SOL_IPV6, IPV6_RECVERR, &on, sizeof on);
  } else {
    ::setsockopt(impl_->fd(), SOL_IP, IP_RECVERR, &on, sizeof on);
  }
  return std::nullopt;
}

Target UdpSocket::local() const {
  SocketAddress address;
  ::getsockname(impl_->fd(), address.data(), &address.length);
  return target_of(address);
}

std::optional<SocketError> UdpSocket::send(std::string_view message) {
  // The first call may fail with the ICMP error of an earlier message, which says nothing of this
  // one.
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (::send(impl_->fd(), message.data(), message.size(), MSG_NOSIGNAL) >= 0) return std::nullopt;
    if (would_block(errno) || errno == ENOBUFS) return std::nullopt;  // as if lost on the way
    if (errno != ECONNREFUSED && errno != EHOSTUNREACH && errno != ENETUNREACH) break;
  }
  return error_now("cannot be sent");
}

std::optional<SocketError> UdpSocket::send_to(const Target& to, std::string_view message) {
  const auto address = socket_address(to);
  if (::sendto(impl_->fd(), message.data(), message.size(), MSG_NOSIGNAL, address.data(),
               address.length) >= 0) {
    return std::nullopt;
  }
  return error_now(to_string(to));
}

}  // namespace lineman::sipcore
