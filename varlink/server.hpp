// A varlink service on a local socket, in an Asio loop.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "varlink/exchange.hpp"
#include "varlink/limits.hpp"
#include "varlink/listen_socket.hpp"
#include "varlink/service.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::varlink {

struct ServerOptions {
  Information information{};
  std::vector<Interface> interfaces{};  // org.varlink.service is always there
  // Who may talk at all; whoever may not is told PermissionDenied and closed. Empty: everybody.
  std::function<bool(const Peer&)> allowed{};
  std::size_t connections = maximum_connections;
  std::size_t output = maximum_output;
};

// What the service does. Called from the loop; a function may answer at once or keep the exchange.
class Handler {
 public:
  virtual ~Handler() = default;

  // A call of one of the interfaces offered; the method itself may be unknown. The next call of the
  // same connection comes when this one has been answered.
  virtual void called(Exchange exchange) = 0;
  // A peer that read too slowly has read everything: after Queued::full, once.
  virtual void drained(ConnectionId) {}
  // End of file or an error; exchanges of this connection are dead. Not called at the end of the
  // server.
  virtual void closed(ConnectionId) {}
};

// What stands in the way of a message is answered with an error, and the connection is closed: a
// frame that is too long, no JSON, too deep, or no call. One thread: the loop's, which outlives the
// server, as does the handler. Destroying it closes everything.
class Server {
 public:
  Server(boost::asio::io_context& loop, ServerOptions options, Handler& handler);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Begins to accept.
  void open(ListenSocket socket);

  std::size_t connections() const;
  std::size_t refused() const;  // connections turned away: too many, or not allowed

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace lineman::varlink
