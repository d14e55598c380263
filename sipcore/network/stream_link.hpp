// The way to one target over TCP or TLS: one connection, made with the first message and anew with
// the next message after it ended.
#pragma once

#include <memory>
#include <string>

#include "sipcore/network/stream_connection.hpp"
#include "sipcore/network/transport.hpp"

namespace lineman::sipcore {

// One thread: the loop's.
class StreamLink : public Link, public std::enable_shared_from_this<StreamLink> {
 public:
  // What the link needs of its transport, which outlives it.
  class Owner {
   public:
    virtual ~Owner() = default;
    // A connection that is being made.
    virtual tl::expected<std::unique_ptr<StreamConnection>, TransportError> connect(
        const Target& target, const std::string& name, StreamConnection::Events events) = 0;
    // Where a listener would be found by that target: the port of ours, the address that the system
    // sends from.
    virtual Target contact_towards(const Target& target) const = 0;
    virtual Transport::Receiver* receiver() = 0;  // null before Transport::start()
  };

  StreamLink(Owner& owner, const Target& target, std::string name)
      : owner_(owner), target_(target), name_(std::move(name)) {}

  const Target& target() const override { return target_; }
  Target local() const override;
  std::optional<TransportError> send(std::string_view message) override;
  void withdraw(std::string_view message) override;

  const std::string& name() const { return name_; }
  bool connected() const { return connection_ && connection_->open(); }
  // Ends the connection where its address is none of the phone's any more, and tells so from the
  // loop.
  bool lost() const;
  void end(const TransportError& error);

 private:
  void ended(const StreamConnection::Ended& how);

  Owner& owner_;
  Target target_;
  std::string name_;  // what the certificate has to show
  std::unique_ptr<StreamConnection> connection_{};
};

}  // namespace lineman::sipcore
