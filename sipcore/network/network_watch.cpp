#include "sipcore/network/network_watch.hpp"

#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>

#include "daemon/log.hpp"
#include "sipcore/network/network_facts.hpp"
#include "sipcore/network/socket_error.hpp"

namespace lineman::sipcore {

namespace {

// A socket that is told of changes; negative where there is none.
int watching_socket() {
  const int descriptor =
      ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
  if (descriptor < 0) return descriptor;
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_groups =
      RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
  if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    return descriptor;
  const int code = errno;
  ::close(descriptor);
  errno = code;
  return -1;
}

}  // namespace

class NetworkWatch::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(boost::asio::io_context& io, Clock& clock, std::function<void()> changed)
      : clock_(clock), descriptor_(io), changed_(std::move(changed)) {}

  void start() {
    const int descriptor = watching_socket();
    if (descriptor < 0) {
      log::warning(log::Event::watch_missing, "changes of the network will not be noticed",
                   {{"LINEMAN_REASON", error_now("rtnetlink").sentence}});
      return;
    }
    descriptor_.assign(descriptor);
    facts_ = network_facts().value_or(NetworkFacts{});
    wait();
  }

  void close() {
    closed_ = true;
    settling_.reset();
    boost::system::error_code ignored;
    descriptor_.close(ignored);
  }

 private:
  void wait() {
    descriptor_.async_wait(boost::asio::posix::descriptor_base::wait_read,
                           [self = shared_from_this()](const boost::system::error_code& error) {
                             if (error || self->closed_) return;
                             self->drain();
                             self->wait();
                           });
  }

  // What they say does not matter, nor whether some were lost: all is looked at anew.
  void drain() {
    std::array<char, 8192> ignored{};
    while (::recv(descriptor_.native_handle(), ignored.data(), ignored.size(), MSG_DONTWAIT) >= 0 ||
           errno == ENOBUFS) {
    }
    if (!settling_) settling_ = clock_.after(network_settles, [this] { look(); });
  }

  void look() {
    settling_.reset();
    auto now = network_facts();
    if (!now || *now == facts_) return;
    log::info(log::Event::network_changed, "the network changed",
              {{"LINEMAN_REASON", difference(facts_, *now)}});
    facts_ = std::move(*now);
    const auto self = shared_from_this();
    changed_();
  }

  Clock& clock_;
  boost::asio::posix::stream_descriptor descriptor_;
  std::function<void()> changed_;
  NetworkFacts facts_{};
  std::unique_ptr<Timer> settling_{};
  bool closed_ = false;
};

NetworkWatch::NetworkWatch(boost::asio::io_context& io, Clock& clock, std::function<void()> changed)
    : impl_(std::make_shared<Impl>(io, clock, std::move(changed))) {
  impl_->start();
}

NetworkWatch::~NetworkWatch() {
  impl_->close();
}

}  // namespace lineman::sipcore
