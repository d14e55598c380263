// One accepted connection of a server. Internal to varlink/.
#pragma once

#include <array>
#include <boost/asio/local/stream_protocol.hpp>
#include <deque>
#include <memory>
#include <string>

#include "varlink/exchange.hpp"
#include "varlink/frame_buffer.hpp"

namespace lineman::varlink {

// Reads frames, hands one call at a time to its owner, and writes what is sent. Alive while the
// owner or an operation holds it; dead for its exchanges from the moment it closes.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Socket = boost::asio::local::stream_protocol::socket;

  class Owner {
   public:
    virtual ~Owner() = default;
    virtual void connection_called(const std::shared_ptr<Connection>& connection, Call call) = 0;
    virtual void connection_drained(ConnectionId id) = 0;
    virtual void connection_closed(ConnectionId id) = 0;
  };

  Connection(Socket socket, ConnectionId id, Peer peer, std::size_t output_limit, Owner& owner);

  void start();
  void close();  // the owner is not told
  void answer(const Reply& reply) { send(reply); }
  std::weak_ptr<Exchange::Line> line() const;

  ConnectionId id() const { return id_; }
  const Peer& peer() const { return peer_; }
  Queued send(const Reply& reply);

 private:
  class Line;

  void read();
  void dispatch();
  void write();
  void wrote();
  void end();
  void bad_message(const std::string& reason);
  void take_next_later();

  Socket socket_;
  ConnectionId id_;
  Peer peer_;
  std::size_t output_limit_;
  Owner* owner_;
  std::shared_ptr<Line> line_;  // what exchanges hold weakly: gone when the connection closes
  FrameBuffer input_;
  std::array<char, 4096> chunk_{};
  std::deque<std::string> output_;
  std::size_t output_octets_ = 0;
  bool reading_ = false;
  bool writing_ = false;
  bool in_call_ = false;    // a call was handed out and is not answered
  bool oneway_ = false;     // that call wants no reply
  bool told_full_ = false;  // the owner waits for room
  bool closing_ = false;    // closes when everything is written
};

}  // namespace lineman::varlink
