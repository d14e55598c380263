// Net-SNMP in the agent's loop: its sockets as descriptors of Asio, its alarms as one timer of the
// clock.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "daemon/clock.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::mibs {

// One thread: the loop's. Sockets stay the library's own; they are given back before anybody closes
// them.
class EventLoop {
 public:
  // `after` is called at the end of every sync().
  EventLoop(boost::asio::io_context& io, Clock& clock, std::function<void()> after);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // After everything that may have changed the library's state: lets it go on with what waits, then
  // watches the sockets that it has now.
  void sync();

  // Stops watching a socket that is about to be closed.
  void forget(int socket);

 private:
  class Watched;
  class Sockets;

  void read_from(int socket);
  void watch(int socket);
  void arm(bool wanted, Duration wait);

  boost::asio::io_context& io_;
  Clock& clock_;
  std::function<void()> after_;
  std::map<int, std::shared_ptr<Watched>> watched_;
  std::unique_ptr<Sockets> sockets_;
  std::unique_ptr<Timer> timer_;
};

}  // namespace lineman::mibs
