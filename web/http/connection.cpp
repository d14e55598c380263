#include "web/http/connection.hpp"

#include <boost/asio/buffer.hpp>
#include <utility>

#include "web/http/connection_reply.hpp"
#include "web/http/limits.hpp"

namespace lineman::web {

using State = RequestReader::State;

Connection::Connection(std::unique_ptr<ByteStream> stream, Clock& clock, Peer peer, Hooks hooks)
    : stream_{std::move(stream)},
      clock_{clock},
      peer_{std::move(peer)},
      hooks_{std::move(hooks)},
      outgoing_{*stream_,
                clock,
                {.keep = [this] { return shared_from_this(); },
                 .drained = [this] { drained(); },
                 .failed = [this] { end(); }}},
      quiet_since_{clock.now()} {}

Connection::~Connection() = default;

void Connection::start() {
  wait(longest_handshake, &Connection::end);
  stream_->begin([self = shared_from_this()](ByteStream::Error error) { self->began(error); });
}

void Connection::close() {
  phase_ = Phase::closed;
  deadline_.reset();
  outgoing_.stop();
  ByteStream::Error ignored;
  stream_->socket().close(ignored);
  if (const auto closed = std::exchange(stream_closed_, nullptr)) closed();
}

void Connection::end() {
  if (phase_ == Phase::closed) return;
  const auto self = shared_from_this();
  close();
  hooks_.ended();
}

std::optional<TimePoint> Connection::idle_since() const {
  const bool has_head = phase_ == Phase::answering || phase_ == Phase::streaming ||
                        (phase_ == Phase::reading && reader_.state() == State::body);
  if (has_head) return std::nullopt;
  return quiet_since_;
}

void Connection::wait(Duration longest, void (Connection::*then)()) {
  deadline_ = clock_.after(longest, [this, then] {
    const auto self = shared_from_this();
    (this->*then)();
  });
}

void Connection::began(ByteStream::Error error) {
  if (phase_ == Phase::closed) return;
  if (error) {
    hooks_.no_handshake(error.message());
    return end();
  }
  phase_ = Phase::reading;
  // Who connects and says nothing is not waited for as long as who has asked before.
  waited_for_ = State::quiet;
  wait(longest_head, &Connection::waited_for_request);
  read();
}

void Connection::read() {
  reading_ = true;
  stream_->read(boost::asio::buffer(chunk_),
                [self = shared_from_this()](ByteStream::Error error, std::size_t size) {
                  self->got(error, size);
                });
}

void Connection::got(ByteStream::Error error, std::size_t size) {
  reading_ = false;
  if (phase_ == Phase::closed) return;
  if (error) return end();
  reader_.add({chunk_.data(), size});
  if (phase_ == Phase::reading) return advance();
  if (reader_.size() < most_ahead) read();  // to see the end of whoever is being answered
}

void Connection::advance() {
  if (reader_.state() == State::complete) return dispatch();
  if (reader_.state() == State::refused) return refuse(reader_.refusal());
  if (waited_for_ != reader_.state()) wait_for_request();
  if (reader_.wants_continue()) outgoing_.add("HTTP/1.1 100 Continue\r\n\r\n");
  if (!reading_) read();
}

void Connection::wait_for_request() {
  waited_for_ = reader_.state();
  const Duration longest = waited_for_ == State::quiet  ? longest_idle
                           : waited_for_ == State::head ? longest_head
                                                        : longest_body;
  wait(longest, &Connection::waited_for_request);
}

void Connection::waited_for_request() {
  if (reader_.state() == State::quiet) return end();
  refuse({408, "the request came too slowly"});
}

void Connection::dispatch() {
  phase_ = Phase::answering;
  answered_ = false;
  auto request = reader_.take();
  persistent_ = reader_.persistent();
  is_head_ = request.method == Method::head;
  request.peer = peer_.address;
  request.encrypted = peer_.encrypted;
  wait(longest_answer, &Connection::waited_for_answer);
  hooks_.handle(std::move(request), std::make_shared<ConnectionReply>(weak_from_this()));
}

void Connection::next() {
  phase_ = Phase::reading;
  quiet_since_ = clock_.now();
  waited_for_.reset();
  advance();
}

}  // namespace lineman::web
