#include "tr069/connection_request/connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <utility>

#include "tr069/connection_request/server.hpp"

namespace lineman::cwmp {

using boost::system::error_code;

Connection::Connection(Socket socket, Clock& clock, Hooks hooks)
    : socket_{std::move(socket)}, clock_{clock}, hooks_{std::move(hooks)} {}

void Connection::start() {
  deadline_ = clock_.after(longest_request, [this] { waited_enough(); });
  read();
}

void Connection::close() {
  open_ = false;
  deadline_.reset();
  error_code ignored;
  socket_.close(ignored);
}

// Whoever was challenged and asks again on another connection is not slow.
void Connection::waited_enough() {
  const auto self = shared_from_this();
  if (open_ && requests_ == 0) hooks_.too_slow();
  end();
}

void Connection::end() {
  if (!open_) return;
  const auto self = shared_from_this();
  close();
  hooks_.ended();
}

void Connection::read() {
  socket_.async_read_some(boost::asio::buffer(chunk_),
                          [self = shared_from_this()](error_code error, std::size_t got) {
                            if (!self->open_) return;
                            if (error) return self->end();
                            self->take({self->chunk_.data(), got});
                          });
}

void Connection::take(std::string_view octets) {
  const auto head = reader_.add(octets);
  if (!head) return read();
  ++requests_;
  const bool may_stay = *head && (*head)->persistent && requests_ < requests_of_connection;
  write(hooks_.answer(*head, may_stay));
}

void Connection::write(Reply reply) {
  if (!open_) return;  // closed by what the request led to
  output_ = std::move(reply.octets);
  boost::asio::async_write(
      socket_, boost::asio::buffer(output_),
      [self = shared_from_this(), last = reply.last](error_code error, std::size_t) {
        if (!self->open_) return;
        if (error) return self->end();
        self->wrote(last);
      });
}

void Connection::wrote(bool last) {
  if (!last) return take({});
  say_farewell();
}

void Connection::say_farewell() {
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  if (error) return end();
  deadline_ = clock_.after(longest_farewell, [this] { end(); });
  throw_away();
}

void Connection::throw_away() {
  socket_.async_read_some(boost::asio::buffer(chunk_),
                          [self = shared_from_this()](error_code error, std::size_t got) {
                            if (!self->open_) return;
                            self->thrown_away_ += got;
                            if (error || self->thrown_away_ > most_thrown_away) return self->end();
                            self->throw_away();
                          });
}

}  // namespace lineman::cwmp
