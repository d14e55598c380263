// The small HTTP server that takes connection requests (TR-069, 3.2.2.1).
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "agent/interfaces/door_state.hpp"
#include "daemon/clock.hpp"
#include "tr069/connection_request/authenticator.hpp"
#include "tr069/connection_request/open_connections.hpp"
#include "tr069/connection_request/request_outcome.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::cwmp {

inline constexpr std::chrono::seconds longest_request{10};  // from the connection to the whole head
// Admitted requests in a minute, and as many at once; above it 503. Attempts with wrong credentials
// count too.
inline constexpr unsigned requests_per_minute = 30;
inline constexpr unsigned log_lines_per_minute = 20;  // about requests; then their number alone

// One thread: the loop's. What it is given outlives it. GET of the path alone: 404 for another one,
// 405 for another method, 401 with challenges, 400 for what is no HTTP/1.x, 505 for another version
// of HTTP, 431 for a head above the limit, 503 above the rate or where the hook says no, 200 with
// an empty body. Looked at in the order method, path, rate, credentials. Query and body are
// ignored. A connection stays for one more request after its first challenge, within
// longest_request. Nothing of a request is logged but its source and outcome.
class RequestServer {
 public:
  struct Hooks {
    std::function<RequestCredentials()> credentials;
    std::function<std::string()> path;  // without the slash: unguessable; empty: there is none
    // An authenticated request. False where no session can be had now. The 200 is written after it:
    // a session has to begin in a later turn of the loop. It may close the server.
    std::function<bool()> requested;
    // An address is open now: url() may be another one.
    std::function<void()> opened{};
    // What became of a request, also of one that was never complete. Each once.
    std::function<void(RequestOutcome)> counted{};
  };

  // `listen` as in cwmp.listen: "0.0.0.0:7547", "[::]:7547". Where there are `inherited` ones,
  // sockets that listen already, they are taken over in the place of all of `listen`; close() does
  // not close them, but each connection that comes while the server is closed.
  RequestServer(boost::asio::io_context& loop, Clock& clock, std::vector<std::string> listen,
                Hooks hooks, const std::vector<int>& inherited = {});
  ~RequestServer();
  RequestServer(const RequestServer&) = delete;
  RequestServer& operator=(const RequestServer&) = delete;

  // An address that cannot be opened is logged and tried again. Idempotent.
  void open();
  // Closes connections, too. Idempotent; open() may follow.
  void close();

  std::vector<DoorState> doors() const;

  // "http://ADDRESS:PORT/PATH": `own_address` (as seen by the ACS) where it is listened at; else
  // the first address that is open, and where it listens on any address, the first address of the
  // host in its family, loopback last. Empty where nothing is open.
  std::string url(const std::string& own_address) const;

 private:
  class Listeners;
  std::shared_ptr<Listeners> listeners_;
};

}  // namespace lineman::cwmp
