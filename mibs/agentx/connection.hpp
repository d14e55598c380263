// The socket to the master agent.
#pragma once

#include <memory>
#include <string>

#include "mibs/agentx/pdu.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::mibs::agentx {

// One connection; a new one needs a new object. Never waits. One thread: the loop's, which outlives
// it.
class Connection {
 public:
  // Called from the loop, never from within a function of the connection. After closed() nothing is
  // called any more.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void connected() = 0;
    virtual void received(const Frame& frame) = 0;
    virtual void closed(const std::string& why) = 0;  // words that follow "the master agent: "
  };

  // `listener` outlives the connection.
  Connection(boost::asio::io_context& io, Listener& listener);
  // Closes. What was sent and has room in the socket arrives; nothing is called any more.
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // "unix:/PATH", "tcp:ADDRESS[:PORT]" or "tcp6:[ADDRESS][:PORT]"; the port is 705 where it is not
  // named (RFC 2741, 8.1.1).
  void connect(const std::string& address);
  void send(const std::string& octets);

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace lineman::mibs::agentx
