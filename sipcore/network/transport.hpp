// The seam `Transport`: how messages leave the phone and arrive.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "sipcore/network/target.hpp"

namespace lineman::sipcore {

enum class TransportFailure : std::uint8_t { icmp, send, connect, tls };

struct TransportError {
  TransportFailure kind = TransportFailure::send;
  std::string sentence{};
};

// The way to one target. Whoever has to send there holds it; links to one target may share a
// socket.
class Link {
 public:
  virtual ~Link() = default;

  virtual const Target& target() const = 0;
  // What the target sees as our address, for Via and Contact. Port and address of a listening
  // socket.
  virtual Target local() const = 0;
  // An error is that of this message; nothing has left.
  virtual std::optional<TransportError> send(std::string_view message) = 0;
};

// One thread: that of the loop.
class Transport {
 public:
  class Receiver {
   public:
    virtual ~Receiver() = default;
    // `message` is good during the call.
    virtual void received(const Target& from, std::string_view message) = 0;
    // What was sent to `target` did not arrive there. Never called from within open() or send().
    virtual void failed(const Target& target, const TransportError& error) = 0;
  };

  virtual ~Transport() = default;

  virtual void start(Receiver& receiver) = 0;  // which outlives the transport's use
  virtual tl::expected<std::shared_ptr<Link>, TransportError> open(const Target& target) = 0;
  // A message to whoever sent us one; lost where that fails.
  virtual void reply(const Target& to, std::string_view message) = 0;
  virtual bool reaches(bool v6) const = 0;  // whether there is a local address of that family
};

}  // namespace lineman::sipcore
