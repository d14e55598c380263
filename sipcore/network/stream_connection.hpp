// One connection over TCP or TLS in the loop: whole messages in both directions.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "daemon/clock.hpp"
#include "sipcore/network/send_queue.hpp"
#include "sipcore/network/stream_wire.hpp"
#include "sipcore/network/transport.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::sipcore {

// Making a connection with its handshake takes no longer, however long anybody waits for it: 64*T1
// of RFC 3261.
inline constexpr std::chrono::seconds longest_connect{32};

// One thread: the loop's. Destroying it closes the connection and tells nobody.
class StreamConnection {
 public:
  struct Ended {
    bool was_open = false;
    TransportError error{};
  };
  struct Events {
    std::function<void()> opened;  // once, if at all; what was sent before leaves now
    std::function<void(std::string_view message)> received;
    std::function<void(const Ended&)> ended;  // once; nothing comes afterwards
  };

  // Takes over `descriptor`, which is being connected or has been accepted, and speaks through
  // `wire`. Events come from the loop, never from within a call; the connection may be destroyed in
  // them. `io` and `clock` outlive it.
  StreamConnection(boost::asio::io_context& io, Clock& clock, int descriptor,
                   std::unique_ptr<StreamWire> wire, Events events);
  ~StreamConnection();
  StreamConnection(const StreamConnection&) = delete;
  StreamConnection& operator=(const StreamConnection&) = delete;

  // An error is that of this message, for example of one beyond longest_queue: a peer that does not
  // read is dropped. The connection then ends.
  std::optional<TransportError> send(std::string_view message);
  // Takes back a message that has not begun to leave.
  void withdraw(std::string_view message);

  bool open() const;           // the handshake is done, and it has not ended
  bool waits() const;          // messages have not left yet
  Target local() const;        // address and port
  TimePoint heard_at() const;  // when it was made, or something was received last

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace lineman::sipcore
