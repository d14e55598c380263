// What a connection says, and how it ends.
#include <boost/asio/post.hpp>
#include <charconv>
#include <utility>

#include "web/http/connection.hpp"
#include "web/http/limits.hpp"
#include "web/http/response_head.hpp"

namespace lineman::web {
namespace {

// RFC 9112, 7.1.
std::string chunk_of(std::string_view text) {
  std::array<char, 16> size{};
  const auto end = std::to_chars(size.data(), size.data() + size.size(), text.size(), 16).ptr;
  std::string chunk{size.data(), end};
  return chunk.append("\r\n").append(text).append("\r\n");
}

}  // namespace

void Connection::waited_for_answer() {
  if (phase_ != Phase::answering || answered_) return;
  answer({.status = 503}, false);
}

void Connection::refuse(const Refusal& refusal) {
  hooks_.refused(refusal);
  Response response{.status = refusal.status,
                    .content_type = "text/plain; charset=utf-8",
                    .body = refusal.sentence + '\n'};
  if (refusal.status == 405) response.headers.emplace_back("Allow", "GET, HEAD, POST");
  is_head_ = false;
  answer(response, false);
}

void Connection::send(const Response& response) {
  if (phase_ == Phase::answering && !answered_) answer(response, persistent_);
}

void Connection::answer(const Response& response, bool persistent) {
  phase_ = Phase::answering;
  answered_ = true;
  persistent_ = persistent;
  deadline_.reset();
  outgoing_.add(print_head(response, {.persistent = persistent,
                                      .encrypted = peer_.encrypted,
                                      .length = response.body.size(),
                                      .date = clock_.wall()}));
  if (!is_head_ && !is_without_body(response.status)) outgoing_.add(response.body);
}

void Connection::begin(const Response& head, std::function<void()> closed) {
  if (phase_ != Phase::answering || answered_) return;
  if (is_head_) return answer(head, persistent_);
  phase_ = Phase::streaming;
  deadline_.reset();
  stream_closed_ = std::move(closed);
  // Without chunks the end of the connection is that of the body.
  chunked_ = persistent_;
  outgoing_.add(print_head(head, {.persistent = persistent_,
                                  .encrypted = peer_.encrypted,
                                  .chunked = chunked_,
                                  .date = clock_.wall()}));
  if (!reading_) read();
}

Written Connection::write(std::string_view text) {
  if (phase_ != Phase::streaming) return Written::closed;
  if (text.empty()) return Written::yes;  // a chunk of no size is the end
  if (outgoing_.unwritten() + text.size() > most_unwritten) {
    outgoing_.stop();
    phase_ = Phase::farewell;
    boost::asio::post(stream_->socket().get_executor(),
                      [self = shared_from_this()] { self->end(); });
    return Written::full;
  }
  outgoing_.add(chunked_ ? chunk_of(text) : std::string{text});
  return Written::yes;
}

void Connection::end_of_body() {
  if (phase_ != Phase::streaming) return;
  stream_closed_ = nullptr;
  phase_ = Phase::answering;
  answered_ = true;
  if (chunked_) outgoing_.add("0\r\n\r\n");
  if (outgoing_.unwritten() == 0) drained();
}

void Connection::drained() {
  if (phase_ != Phase::answering || !answered_) return;
  if (persistent_) return next();
  say_farewell();
}

void Connection::say_farewell() {
  if (reading_) return end();  // it was a stream, whose reader hears its end
  phase_ = Phase::farewell;
  wait(longest_farewell, &Connection::end);
  stream_->end_writing([self = shared_from_this()](ByteStream::Error error) {
    if (self->phase_ == Phase::closed) return;
    if (error) return self->end();
    self->throw_away();
  });
}

void Connection::throw_away() {
  stream_->socket().async_read_some(
      boost::asio::buffer(chunk_),
      [self = shared_from_this()](ByteStream::Error error, std::size_t size) {
        if (self->phase_ == Phase::closed) return;
        self->thrown_away_ += size;
        if (error || self->thrown_away_ > most_thrown_away) return self->end();
        self->throw_away();
      });
}

}  // namespace lineman::web
