// Connections over TCP that others make to us: they find us by our Contact.
#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <string_view>
#include <vector>

#include "daemon/clock.hpp"
#include "sipcore/network/socket_error.hpp"
#include "sipcore/network/stream_connection.hpp"

namespace lineman::sipcore {

// When one more comes, the one that was silent for longest is closed.
inline constexpr std::size_t most_inbound_connections = 32;
// A connection is closed after that much silence: more than the 2 minutes between keepalives of RFC
// 5626, 4.4.1.
inline constexpr std::chrono::seconds longest_inbound_silence{300};
// Without a descriptor for a connection nothing is accepted for that long.
inline constexpr std::chrono::seconds accept_pause{1};

// One thread: the loop's.
class InboundConnections {
 public:
  using Received = std::function<void(const Target& from, std::string_view message)>;

  // `io` and `clock` outlive it. `received` comes from the loop.
  InboundConnections(boost::asio::io_context& io, Clock& clock, Received received);
  ~InboundConnections();
  InboundConnections(const InboundConnections&) = delete;
  InboundConnections& operator=(const InboundConnections&) = delete;

  // A listener at `at`, whose port may be 0.
  tl::expected<void, SocketError> listen(const Target& at);

  // Where a listener of that family is; nothing where there is none.
  std::optional<Target> local(bool v6) const;
  // Its descriptor, or -1; it stays ours.
  int descriptor(bool v6) const;

  // Over the connection from that peer. False: there is none.
  bool send(const Target& to, std::string_view message);

  // Closes the connections to addresses of ours that are gone.
  void drop_lost();

  std::size_t size() const { return connections_.size(); }

 private:
  class Listener;
  struct Connection {
    Target peer{};
    std::unique_ptr<StreamConnection> stream{};

    TimePoint heard_at() const { return stream->heard_at(); }
  };

  void accept(int descriptor, const Target& peer);
  std::list<Connection>::iterator most_silent();
  void make_room();
  void drop_silent();
  void watch_silence();

  boost::asio::io_context& io_;
  Clock& clock_;
  Received received_;
  std::vector<std::shared_ptr<Listener>> listeners_{};
  std::list<Connection> connections_{};
  std::unique_ptr<Timer> silence_{};  // armed while there are connections
};

}  // namespace lineman::sipcore
