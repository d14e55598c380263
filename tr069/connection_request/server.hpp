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

namespace boost::asio {
class io_context;
}

namespace lineman::cwmp {

inline constexpr std::size_t maximum_request_head = 8192;  // octets
inline constexpr unsigned maximum_connections = 16;  // at a time; the others are closed at once
inline constexpr std::chrono::seconds longest_request{10};  // from the connection to the whole head
// Admitted requests in a minute; above it 503. Attempts with wrong credentials count too.
inline constexpr unsigned requests_per_minute = 30;

// One thread: the loop's. What it is given outlives it. GET of the path alone: 404 for another one,
// 405 for another method, 401 with challenges, 400 for what is no HTTP/1.x, 431 for a head above
// the limit, 503 above the rate or where the hook says no, 200 with an empty body. Query and body
// are ignored. Nothing of a request is logged but its source and outcome.
class RequestServer {
 public:
  struct Hooks {
    std::function<RequestCredentials()> credentials;
    std::function<std::string()> path;  // without the slash: unguessable
    // An authenticated request. False where no session can be had now.
    std::function<bool()> requested;
  };

  // `listen` as in cwmp.listen: "0.0.0.0:7547", "[::]:7547".
  RequestServer(boost::asio::io_context& loop, Clock& clock, std::vector<std::string> listen,
                Hooks hooks);
  ~RequestServer();
  RequestServer(const RequestServer&) = delete;
  RequestServer& operator=(const RequestServer&) = delete;

  // An address that cannot be opened is logged and tried again every few seconds. Idempotent.
  void open();
  void close();

  std::vector<DoorState> doors() const;

  // "http://ADDRESS:PORT/PATH": the first address that is open; where it listens on any address,
  // `own_address` (as seen by the ACS) or, where that is empty, the first address of the host that
  // is not loopback. Empty where nothing is open.
  std::string url(const std::string& own_address) const;

 private:
  class Listeners;
  std::shared_ptr<Listeners> listeners_;
};

}  // namespace lineman::cwmp
