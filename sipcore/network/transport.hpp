// The seam `Transport`: how messages leave the phone and arrive.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

enum class TransportFailure : std::uint8_t { icmp, send, connect, tls };

struct TransportError {
  TransportFailure kind = TransportFailure::send;
  std::string sentence{};
};

// The way to one target. Whoever has to send there holds it; links to one target may share a
// socket or a connection.
class Link {
 public:
  virtual ~Link() = default;

  virtual const Target& target() const = 0;
  // What the target sees as our address, for Via and Contact: port and address of a listening
  // socket, with the protocol of the target; for TLS those over TCP. Another one after
  // Receiver::network_changed().
  virtual Target local() const = 0;
  // Where the target reaches us, for Contact: what it said that it sees (RFC 3581), or local().
  Target contact() const { return seen_as_.value_or(local()); }
  // Nothing: nobody stands between us and the target.
  void set_seen_as(std::optional<Target> seen) { seen_as_ = std::move(seen); }

  // An error is that of this message; nothing has left. Over TCP and TLS the first message opens
  // the connection; what goes wrong from then on is told by Receiver::failed().
  virtual std::optional<TransportError> send(std::string_view message) = 0;
  // Nobody waits any more for an answer to `message`. Over TCP and TLS one that has not left yet
  // never will, and a connection that nothing waits for is not made.
  virtual void withdraw(std::string_view message) { static_cast<void>(message); }

 private:
  std::optional<Target> seen_as_{};
};

// One thread: that of the loop.
class Transport {
 public:
  class Receiver {
   public:
    virtual ~Receiver() = default;
    // `message` is good during the call: one whole message, or the line ends of a keepalive.
    virtual void received(const Target& from, std::string_view message) = 0;
    // A connection was made, with its handshake; what waited leaves now.
    virtual void connected(const Link& link) { static_cast<void>(link); }
    // What was sent over `link` did not arrive, or its connection ended while answers were due.
    // Never called from within open() or send().
    virtual void failed(const Link& link, const TransportError& error) = 0;
    // The connection of `link` ended by itself; the next message opens another one. Called after
    // failed(), with the same link.
    virtual void closed(const Link& link) = 0;
    // An address, a link or a route of the phone is another one: what links say of local() may be.
    virtual void network_changed() = 0;
  };

  virtual ~Transport() = default;

  virtual void start(Receiver& receiver) = 0;  // which outlives the transport's use
  // `name` is what the server's certificate has to show (RFC 5922, 7): the configured name, or the
  // text of a configured IP address. It matters for TLS alone.
  virtual tl::expected<std::shared_ptr<Link>, TransportError> open(const Target& target,
                                                                   std::string_view name) = 0;
  // A message to whoever sent us one, over the connection that it came by where there is one; lost
  // where that fails.
  virtual void reply(const Target& to, std::string_view message) = 0;
  virtual bool reaches(bool v6) const = 0;  // whether there is a local address of that family
};

}  // namespace lineman::sipcore
