// Notices that the phone's addresses, links or routes are others than before (rtnetlink(7)).
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "daemon/clock.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::sipcore {

// Changes come in flocks; one look is taken that long after the first of them. Well within the
// second that the phone has to register anew.
inline constexpr std::chrono::milliseconds network_settles{200};

// One thread: the loop's. Sees that of the network namespace it is made in.
class NetworkWatch {
 public:
  // `changed` comes from the loop when what network_facts() says is different; `io` and `clock`
  // outlive the watch. A system without rtnetlink is logged, and nothing is noticed.
  NetworkWatch(boost::asio::io_context& io, Clock& clock, std::function<void()> changed);
  ~NetworkWatch();
  NetworkWatch(const NetworkWatch&) = delete;
  NetworkWatch& operator=(const NetworkWatch&) = delete;

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace lineman::sipcore
