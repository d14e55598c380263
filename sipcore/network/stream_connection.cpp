#include "sipcore/network/stream_connection.hpp"

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <string>
#include <utility>

#include "sipcore/network/message_framer.hpp"
#include "sipcore/network/stream_socket.hpp"

namespace lineman::sipcore {

namespace {

using boost::asio::posix::descriptor_base;
using State = WireResult::State;

// Read in one turn of the loop, so that a flood does not starve the rest.
constexpr std::size_t octets_at_once = 16'384;
constexpr int reads_at_once = 4;

}  // namespace

class StreamConnection::Impl : public std::enable_shared_from_this<Impl> {
 public:
  Impl(boost::asio::io_context& io, Clock& clock, int descriptor, std::unique_ptr<StreamWire> wire,
       Events events)
      : clock_(clock),
        descriptor_(io, descriptor),
        wire_(std::move(wire)),
        events_(std::move(events)),
        heard_at_(clock.now()) {}

  void start();
  void close();
  std::optional<TransportError> send(std::string_view message);
  void withdraw(std::string_view message) { queue_.withdraw(message); }

  bool open() const { return open_ && !closed_; }
  bool waits() const { return !queue_.empty(); }
  Target local() { return local_of(descriptor_.native_handle()); }
  TimePoint heard_at() const { return heard_at_; }

 private:
  void wait(descriptor_base::wait_type what, void (Impl::*next)());
  void later(void (Impl::*next)());
  void connected();
  void shake_hands();
  void opened();
  void read();
  bool read_once();
  bool deliver();
  void flush();
  bool write_some();
  void flush_later();
  void fail();
  void end(const TransportError& error);

  Clock& clock_;
  boost::asio::posix::stream_descriptor descriptor_;
  std::unique_ptr<StreamWire> wire_;
  Events events_;
  TimePoint heard_at_;
  MessageFramer framer_{};
  SendQueue queue_{};
  std::optional<TransportError> failure_{};  // of a call of the owner's, to be told from the loop
  std::unique_ptr<Timer> deadline_{};
  bool open_ = false;
  bool closed_ = false;
  bool writing_ = false;  // waits for the socket to take more
};

// ---- the loop

void StreamConnection::Impl::wait(descriptor_base::wait_type what, void (Impl::*next)()) {
  descriptor_.async_wait(what,
                         [self = shared_from_this(), next](const boost::system::error_code& error) {
                           if (!error && !self->closed_) (self.get()->*next)();
                         });
}

void StreamConnection::Impl::later(void (Impl::*next)()) {
  boost::asio::post(descriptor_.get_executor(), [self = shared_from_this(), next] {
    if (!self->closed_) (self.get()->*next)();
  });
}

void StreamConnection::Impl::start() {
  deadline_ = clock_.after(longest_connect, [self = weak_from_this()] {
    const auto alive = self.lock();
    if (!alive || alive->closed_) return;
    alive->end({TransportFailure::connect,
                "no connection within " + std::to_string(longest_connect.count()) + " s"});
  });
  wait(descriptor_base::wait_write, &Impl::connected);
}

void StreamConnection::Impl::close() {
  if (closed_) return;
  if (open_) wire_->end();
  closed_ = true;
  deadline_.reset();
  boost::system::error_code ignored;
  descriptor_.close(ignored);
}

// ---- making it

void StreamConnection::Impl::connected() {
  if (const int code = pending_error(descriptor_.native_handle()); code != 0)
    return end({TransportFailure::connect, socket_error("no connection", code).sentence});
  shake_hands();
}

void StreamConnection::Impl::shake_hands() {
  const auto result = wire_->begin();
  switch (result.state) {
    case State::done:
      return opened();
    case State::wants_read:
      return wait(descriptor_base::wait_read, &Impl::shake_hands);
    case State::wants_write:
      return wait(descriptor_base::wait_write, &Impl::shake_hands);
    case State::ended:
    case State::failed:
      return end(result.error);
  }
}

void StreamConnection::Impl::opened() {
  open_ = true;
  deadline_.reset();
  heard_at_ = clock_.now();
  if (events_.opened) events_.opened();
  if (!closed_) flush();
  if (!closed_) read();
}

// ---- receiving

void StreamConnection::Impl::read() {
  for (int i = 0; i < reads_at_once; ++i) {
    if (!read_once()) return;
  }
  later(&Impl::read);
}

// Whether there may be more right now.
bool StreamConnection::Impl::read_once() {
  static thread_local std::array<char, octets_at_once> buffer;
  const auto result = wire_->read(buffer);
  switch (result.state) {
    case State::done:
      heard_at_ = clock_.now();
      framer_.add(std::string_view(buffer.data(), result.octets));
      return deliver();
    case State::wants_read:
      wait(descriptor_base::wait_read, &Impl::read);
      return false;
    case State::wants_write:
      wait(descriptor_base::wait_write, &Impl::read);
      return false;
    case State::ended:
    case State::failed:
      end(result.error);
      return false;
  }
  return false;
}

// Whether the connection is still of use.
bool StreamConnection::Impl::deliver() {
  while (!closed_) {
    const auto next = framer_.next();
    if (!next) {
      end({TransportFailure::connect, "what the peer sends is no SIP: " + next.error()});
      return false;
    }
    if (!*next) return true;
    events_.received(**next);
  }
  return false;
}

// ---- sending

std::optional<TransportError> StreamConnection::Impl::send(std::string_view message) {
  if (closed_ || failure_) return TransportError{TransportFailure::connect, "the connection ends"};
  if (!queue_.add(message)) {
    failure_ = {TransportFailure::send, "the peer does not read what is sent"};
    later(&Impl::fail);
    return failure_;
  }
  if (open_ && queue_.size() == 1) later(&Impl::flush_later);
  return std::nullopt;
}

void StreamConnection::Impl::flush_later() {
  if (!writing_) flush();
}

void StreamConnection::Impl::flush() {
  writing_ = false;
  while (!closed_ && !queue_.empty() && write_some()) {
  }
}

// Whether the socket takes more.
bool StreamConnection::Impl::write_some() {
  const auto result = wire_->write(queue_.next());
  if (result.state == State::ended || result.state == State::failed) {
    end(result.error);
    return false;
  }
  if (result.state != State::done) {
    writing_ = true;
    wait(result.state == State::wants_read ? descriptor_base::wait_read
                                           : descriptor_base::wait_write,
         &Impl::flush);
    return false;
  }
  queue_.wrote(result.octets);
  return true;
}

// ---- its end

void StreamConnection::Impl::fail() {
  end(*failure_);
}

void StreamConnection::Impl::end(const TransportError& error) {
  const Ended ended{.was_open = open_, .error = error};
  close();
  // The owner may destroy the connection in it.
  const auto tell = std::move(events_.ended);
  if (tell) tell(ended);
}

StreamConnection::StreamConnection(boost::asio::io_context& io, Clock& clock, int descriptor,
                                   std::unique_ptr<StreamWire> wire, Events events)
    : impl_(std::make_shared<Impl>(io, clock, descriptor, std::move(wire), std::move(events))) {
  impl_->start();
}

StreamConnection::~StreamConnection() {
  impl_->close();
}

std::optional<TransportError> StreamConnection::send(std::string_view message) {
  return impl_->send(message);
}

void StreamConnection::withdraw(std::string_view message) {
  impl_->withdraw(message);
}

bool StreamConnection::open() const {
  return impl_->open();
}

bool StreamConnection::waits() const {
  return impl_->waits();
}

Target StreamConnection::local() const {
  return impl_->local();
}

TimePoint StreamConnection::heard_at() const {
  return impl_->heard_at();
}

}  // namespace lineman::sipcore
