#include "varlink/connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "varlink/errors.hpp"

namespace lineman::varlink {

using boost::system::error_code;

// Lives as long as its connection is open, so that exchanges see the end.
class Connection::Line : public Exchange::Line {
 public:
  explicit Line(Connection& connection) : connection_(connection) {}
  ConnectionId id() const override { return connection_.id(); }
  const Peer& peer() const override { return connection_.peer(); }
  Queued send(const Reply& reply) override { return connection_.send(reply); }

 private:
  Connection& connection_;
};

Connection::Connection(Socket socket, ConnectionId id, Peer peer, std::size_t output_limit,
                       Owner& owner)
    : socket_(std::move(socket)),
      id_(id),
      peer_(std::move(peer)),
      output_limit_(output_limit),
      owner_(&owner),
      line_(std::make_shared<Line>(*this)) {}

std::weak_ptr<Exchange::Line> Connection::line() const {
  return line_;
}

void Connection::start() {
  read();
}

void Connection::close() {
  owner_ = nullptr;
  line_.reset();
  error_code ignored;
  socket_.close(ignored);
}

// The peer is gone, or is to be: the owner is told once.
void Connection::end() {
  auto* owner = owner_;
  if (owner == nullptr) return;
  close();
  owner->connection_closed(id_);
}

void Connection::bad_message(const std::string& reason) {
  closing_ = true;
  output_.push_back(print(varlink::bad_message(reason)));
  write();
}

void Connection::read() {
  if (reading_ || closing_ || owner_ == nullptr || input_.full()) return;
  reading_ = true;
  socket_.async_read_some(boost::asio::buffer(chunk_),
                          [self = shared_from_this()](error_code error, std::size_t got) {
                            self->reading_ = false;
                            if (self->owner_ == nullptr) return;
                            if (error) return self->end();
                            self->input_.append({self->chunk_.data(), got});
                            self->dispatch();
                            self->read();
                          });
}

// Hands out the next call, unless one is being answered or the peer does not read what it asked
// for.
void Connection::dispatch() {
  if (in_call_ || closing_ || owner_ == nullptr || output_octets_ >= output_limit_) return;
  const auto frame = input_.next();
  if (input_.too_long()) {
    bad_message("the message is longer than " + std::to_string(maximum_frame) + " octets");
    return;
  }
  if (!frame) return;
  auto call = parse_call(*frame);
  if (!call) {
    bad_message(call.error());
    return;
  }
  in_call_ = true;
  oneway_ = call->oneway;
  owner_->connection_called(shared_from_this(), std::move(*call));
}

Queued Connection::send(const Reply& reply) {
  if (owner_ == nullptr || closing_) return Queued::closed;
  if (reply.continues && output_octets_ >= output_limit_) {
    told_full_ = true;
    return Queued::full;
  }
  if (!oneway_) {
    output_.push_back(print(reply));
    output_octets_ += output_.back().size();
    write();
  }
  if (!reply.continues) {
    in_call_ = false;
    take_next_later();
  }
  return Queued::yes;
}

// Not from within an answer: calls that answer each other would nest.
void Connection::take_next_later() {
  boost::asio::post(socket_.get_executor(), [self = shared_from_this()] {
    self->dispatch();
    self->read();
  });
}

void Connection::write() {
  if (writing_ || output_.empty()) return;
  writing_ = true;
  boost::asio::async_write(socket_, boost::asio::buffer(output_.front()),
                           [self = shared_from_this()](error_code error, std::size_t) {
                             self->writing_ = false;
                             if (self->owner_ == nullptr) return;
                             if (error) return self->end();
                             self->wrote();
                           });
}

void Connection::wrote() {
  output_octets_ -= std::min(output_octets_, output_.front().size());
  output_.pop_front();
  if (!output_.empty()) return write();
  if (closing_) return end();
  if (told_full_) {
    told_full_ = false;
    owner_->connection_drained(id_);
  }
  if (owner_ == nullptr) return;
  dispatch();
  read();
}

}  // namespace lineman::varlink
