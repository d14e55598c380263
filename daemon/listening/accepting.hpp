// A listening socket and what is accepted there. Internal to connection_request/.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>

#include "daemon/clock.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::daemon {

// Where a connection cannot be accepted (no descriptors left), this passes before the next try.
inline constexpr std::chrono::milliseconds accept_pause{100};

inline constexpr int waiting_connections = 16;  // of the kernel, before they are accepted

// Lives as long as the socket is open, or a call from the loop is to come. Programs that the agent
// starts get none of the sockets.
class Accepting : public std::enable_shared_from_this<Accepting> {
 public:
  using Tcp = boost::asio::ip::tcp;
  using OnAccepted = std::function<void(Tcp::socket)>;

  Accepting(boost::asio::io_context& loop, Clock& clock, OnAccepted accepted);

  boost::system::error_code start(const Tcp::endpoint& endpoint);
  // Takes over a socket that listens already, and closes it with stop().
  boost::system::error_code start(int descriptor);
  void stop();

  Tcp::endpoint local() const;
  bool takes_both_families() const;

 private:
  void accept();

  Tcp::acceptor acceptor_;
  Clock& clock_;
  OnAccepted accepted_;
  std::unique_ptr<Timer> pause_;
  bool stopped_ = false;
};

}  // namespace lineman::daemon
