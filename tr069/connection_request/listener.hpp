// One listening address of the request server. Internal to connection_request/.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>

#include "daemon/clock.hpp"
#include "tr069/connection_request/host_address.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::cwmp {

// Where a connection cannot be accepted (no descriptors left), this passes before the next try.
inline constexpr std::chrono::milliseconds accept_pause{100};

class Listener {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using OnAccepted = std::function<void(Socket)>;

  // `address` as in cwmp.listen.
  Listener(boost::asio::io_context& loop, Clock& clock, std::string address, OnAccepted accepted);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  void open();   // tries where it is not open
  void close();  // forgets the problem, too

  const std::string& address() const { return address_; }
  bool is_open() const { return accepting_ != nullptr; }
  const std::string& problem() const { return problem_; }  // why the last open() did not
  OpenAddress local() const;                               // of one that is open

 private:
  class Accepting;

  boost::asio::io_context& loop_;
  Clock& clock_;
  std::string address_;
  OnAccepted accepted_;
  std::shared_ptr<Accepting> accepting_;
  std::string problem_;
};

}  // namespace lineman::cwmp
