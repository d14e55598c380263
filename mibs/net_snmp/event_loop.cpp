#include "mibs/net_snmp/event_loop.hpp"

#include <sys/ioctl.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <vector>

#include "mibs/door/limits.hpp"
#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {

using Descriptor = boost::asio::posix::stream_descriptor;

// A socket of the library. Given back, not closed, when it goes.
class EventLoop::Watched {
 public:
  Watched(boost::asio::io_context& io, int socket) : descriptor_{io, socket} {}
  ~Watched() { descriptor_.release(); }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

  Descriptor& descriptor() { return descriptor_; }

 private:
  Descriptor descriptor_;
};

// The library's set of descriptors, made once.
class EventLoop::Sockets {
 public:
  Sockets() { netsnmp_large_fd_set_init(&set_, FD_SETSIZE); }
  ~Sockets() { netsnmp_large_fd_set_cleanup(&set_); }
  Sockets(const Sockets&) = delete;
  Sockets& operator=(const Sockets&) = delete;

  netsnmp_large_fd_set* get() { return &set_; }

  void hold_only(int socket) {
    NETSNMP_LARGE_FD_ZERO(&set_);
    NETSNMP_LARGE_FD_SET(socket, &set_);
  }

 private:
  netsnmp_large_fd_set set_{};
};

EventLoop::EventLoop(boost::asio::io_context& io, Clock& clock, std::function<void()> after)
    : io_{io}, clock_{clock}, after_{std::move(after)}, sockets_{std::make_unique<Sockets>()} {}

EventLoop::~EventLoop() = default;

void EventLoop::sync() {
  netsnmp_check_outstanding_agent_requests();
  snmp_store_if_needed();
  int count = 0;
  int block = 1;
  timeval wait{};
  NETSNMP_LARGE_FD_ZERO(sockets_->get());
  snmp_select_info2(&count, sockets_->get(), &wait, &block);
  std::erase_if(watched_, [&](const auto& entry) {
    return entry.first >= count || NETSNMP_LARGE_FD_ISSET(entry.first, sockets_->get()) == 0;
  });
  std::vector<int> fresh;
  for (int socket = 0; socket < count; ++socket) {
    if (NETSNMP_LARGE_FD_ISSET(socket, sockets_->get()) != 0 && !watched_.contains(socket)) {
      fresh.push_back(socket);
    }
  }
  for (const int socket : fresh) {
    watched_.emplace(socket, std::make_shared<Watched>(io_, socket));
    watch(socket);
  }
  arm(block == 0, std::chrono::seconds{wait.tv_sec} + std::chrono::microseconds{wait.tv_usec});
  after_();
}

void EventLoop::forget(int socket) {
  watched_.erase(socket);
}

void EventLoop::watch(int socket) {
  const auto found = watched_.find(socket);
  if (found == watched_.end()) return;
  std::weak_ptr<Watched> watched = found->second;
  found->second->descriptor().async_wait(
      Descriptor::wait_read, [this, socket, watched](const boost::system::error_code& error) {
        // Whoever took the socket away has taken this wait with it, and perhaps the loop too.
        if (error || watched.expired()) return;
        read_from(socket);
        if (!watched.expired()) watch(socket);
      });
}

void EventLoop::read_from(int socket) {
  for (unsigned message = 0; message < messages_in_a_row; ++message) {
    sockets_->hold_only(socket);
    snmp_read2(sockets_->get());
    int octets = 0;
    if (::ioctl(socket, FIONREAD, &octets) != 0 || octets == 0) break;
  }
  sync();
}

void EventLoop::arm(bool wanted, Duration wait) {
  timer_.reset();
  if (!wanted) return;
  timer_ = clock_.after(wait, [this] {
    snmp_timeout();
    run_alarms();
    sync();
  });
}

}  // namespace lineman::mibs
