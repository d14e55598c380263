// One accepted connection of the door. Internal to http/.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "daemon/clock.hpp"
#include "web/http/byte_stream.hpp"
#include "web/http/message.hpp"
#include "web/http/outgoing.hpp"
#include "web/http/refusal.hpp"
#include "web/http/request_reader.hpp"
#include "web/http/site.hpp"

namespace lineman::web {

// Reads requests one at a time, has each answered, and ends: at the peer's end or an error, where
// the peer is too slow, or behind the last answer. Alive while its owner or an operation holds it.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  struct Hooks {
    std::function<void(Request, std::shared_ptr<Reply>)> handle;
    std::function<void(const Refusal&)> refused;
    std::function<void(const std::string& reason)> no_handshake;
    std::function<void()> ended;  // not after close()
  };
  struct Peer {
    std::string address{};
    bool encrypted = false;
  };

  Connection(std::unique_ptr<ByteStream> stream, Clock& clock, Peer peer, Hooks hooks);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  void close();

  // Since when it waits for the head of a request. Nothing: it has one.
  std::optional<TimePoint> idle_since() const;

  // Of the one request that is being answered: what its Reply is told.
  void send(const Response& response);
  void begin(const Response& head, std::function<void()> closed);
  Written write(std::string_view text);
  void end_of_body();

 private:
  enum class Phase : unsigned char { handshake, reading, answering, streaming, farewell, closed };

  void began(ByteStream::Error error);
  void read();
  void got(ByteStream::Error error, std::size_t size);
  void advance();
  void wait(Duration longest, void (Connection::*then)());
  void wait_for_request();
  void waited_for_request();
  void waited_for_answer();
  void dispatch();
  void refuse(const Refusal& refusal);
  void answer(const Response& response, bool persistent);
  void drained();
  void next();
  void say_farewell();
  void throw_away();
  void end();

  std::unique_ptr<ByteStream> stream_;
  Clock& clock_;
  Peer peer_;
  Hooks hooks_;
  Outgoing outgoing_;
  RequestReader reader_{};
  std::array<char, 4096> chunk_{};
  std::unique_ptr<Timer> deadline_{};
  std::function<void()> stream_closed_{};
  TimePoint quiet_since_;
  Phase phase_ = Phase::handshake;
  std::optional<RequestReader::State> waited_for_{};  // since the deadline was set
  std::size_t thrown_away_ = 0;
  bool is_head_ = false;     // the request is a HEAD
  bool chunked_ = false;     // the stream's body is
  bool answered_ = false;    // wholly, as soon as all is written
  bool persistent_ = false;  // another request may follow
  bool reading_ = false;     // a read is on its way
};

}  // namespace lineman::web
