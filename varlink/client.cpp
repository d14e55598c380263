#include "varlink/client.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <deque>

#include "varlink/connect_socket.hpp"
#include "varlink/frame_buffer.hpp"

namespace lineman::varlink {
namespace {

using Socket = boost::asio::local::stream_protocol::socket;
using boost::system::error_code;

Failure failure(FailureKind kind, std::string sentence) {
  return {kind, std::move(sentence)};
}

}  // namespace

// A connection that closed leaves operations behind whose handlers must not touch its successor:
// each connection has a number, and a handler of another number does nothing.
class Client::State : public std::enable_shared_from_this<State> {
 public:
  explicit State(boost::asio::io_context& loop) : loop_(loop), socket_(loop) {}

  tl::expected<void, std::string> connect(const std::string& path, OnClosed closed) {
    close();
    const auto descriptor = connect_to(path);
    if (!descriptor) return tl::unexpected(descriptor.error());
    socket_ = Socket(loop_);
    socket_.assign(boost::asio::local::stream_protocol(), *descriptor);
    connected_ = true;
    closed_ = std::move(closed);
    input_ = FrameBuffer();
    read(++connection_);
    return {};
  }

  bool connected() const { return connected_; }

  void close() { drop(failure(FailureKind::not_connected, "the connection was closed")); }

  // Nothing is called any more, not even what is on its way.
  void abandon() {
    alive_ = false;
    calls_.clear();
    disconnect();
  }

  void call(Call call, std::chrono::steady_clock::duration timeout, OnAnswer answer) {
    if (!connected_) {
      return deliver(std::move(answer),
                     tl::unexpected(failure(FailureKind::not_connected, "not connected")));
    }
    if (calls_.size() >= maximum_queued_calls) {
      return deliver(
          std::move(answer),
          tl::unexpected(failure(FailureKind::overloaded, "too many calls wait for an answer")));
    }
    auto waiting = std::make_shared<Waiting>(loop_, std::move(call), std::move(answer));
    if (timeout.count() > 0) arm(waiting, timeout);
    calls_.push_back(std::move(waiting));
    if (calls_.size() == 1) transmit();
  }

 private:
  struct Waiting {
    Waiting(boost::asio::io_context& loop, Call its_call, OnAnswer its_answer)
        : call(std::move(its_call)), answer(std::move(its_answer)), timer(loop) {}
    Call call;
    OnAnswer answer;  // empty: answered already, the reply is dropped
    boost::asio::steady_timer timer;
    std::string printed{};
    bool sent = false;
  };
  using WaitingPtr = std::shared_ptr<Waiting>;

  void deliver(OnAnswer answer, Answer what) {
    if (!answer) return;
    boost::asio::post(loop_, [self = shared_from_this(), answer = std::move(answer),
                              what = std::move(what)]() mutable {
      if (self->alive_) answer(std::move(what));
    });
  }

  void arm(const WaitingPtr& waiting, std::chrono::steady_clock::duration timeout) {
    waiting->timer.expires_after(timeout);
    waiting->timer.async_wait([weak = std::weak_ptr(waiting)](error_code error) {
      const auto late = weak.lock();
      if (error || late == nullptr || !late->answer) return;
      const auto answer = std::exchange(late->answer, {});
      answer(tl::unexpected(failure(FailureKind::timed_out, "no answer in time")));
    });
  }

  // The first of the line goes out. One that nobody waits for any more is not sent at all.
  void transmit() {
    while (!calls_.empty() && !calls_.front()->sent && !calls_.front()->answer) calls_.pop_front();
    if (writing_ || calls_.empty() || calls_.front()->sent) return;
    const auto waiting = calls_.front();
    waiting->sent = true;
    waiting->printed = print(waiting->call);
    writing_ = true;
    boost::asio::async_write(
        socket_, boost::asio::buffer(waiting->printed),
        [self = shared_from_this(), waiting, number = connection_](error_code error, std::size_t) {
          if (number == self->connection_ && self->connected_) self->wrote(waiting, error);
        });
  }

  void wrote(const WaitingPtr& waiting, error_code error) {
    writing_ = false;
    waiting->printed = {};
    if (error) {
      if (!may_have_answered(error)) lost(failure(FailureKind::not_connected, error.message()));
      return;
    }
    if (waiting->call.oneway) return finish_first();
    transmit();
  }

  // A server that refuses us says why and closes: its sentence is still to be read.
  static bool may_have_answered(error_code error) {
    return error == boost::asio::error::broken_pipe ||
           error == boost::asio::error::connection_reset;
  }

  void read(std::uint64_t number) {
    socket_.async_read_some(boost::asio::buffer(chunk_), [self = shared_from_this(), number](
                                                             error_code error, std::size_t got) {
      if (number != self->connection_ || !self->connected_) return;
      if (error == boost::asio::error::eof) {
        return self->lost(failure(FailureKind::not_connected, "the other side closed"));
      }
      if (error) return self->lost(failure(FailureKind::not_connected, error.message()));
      self->input_.append({self->chunk_.data(), got});
      self->take_frames(number);
      if (number == self->connection_ && self->connected_) self->read(number);
    });
  }

  void take_frames(std::uint64_t number) {
    while (number == connection_ && connected_) {
      const auto frame = input_.next();
      if (input_.too_long()) {
        return lost(failure(FailureKind::protocol, "the reply is longer than " +
                                                       std::to_string(maximum_frame) + " octets"));
      }
      if (!frame) return;
      auto reply = parse_reply(*frame);
      if (!reply) return lost(failure(FailureKind::protocol, reply.error()));
      if (calls_.empty() || calls_.front()->call.oneway) return unasked(*reply);
      took(std::move(*reply));
    }
  }

  // Only a server that turns us away speaks first.
  void unasked(const Reply& reply) {
    lost(reply.error.empty() ? failure(FailureKind::protocol, "a reply that nobody asked for")
                             : failure(FailureKind::not_connected, "refused: " + reply.error));
  }

  void took(Reply reply) {
    const auto waiting = calls_.front();
    if (reply.continues && !waiting->call.more) {
      return lost(failure(FailureKind::protocol, "several replies to a call for one"));
    }
    if (reply.continues) {
      if (waiting->answer) waiting->answer(std::move(reply));
      return;
    }
    const auto answer = std::exchange(waiting->answer, {});
    finish_first();
    if (answer) answer(std::move(reply));
  }

  void finish_first() {
    calls_.front()->timer.cancel();
    calls_.pop_front();
    transmit();
  }

  void disconnect() {
    connected_ = false;
    writing_ = false;
    ++connection_;
    error_code ignored;
    socket_.close(ignored);
  }

  void drop(const Failure& why) {
    if (!connected_) return;
    disconnect();
    closed_ = {};
    for (auto& waiting : std::exchange(calls_, {})) {
      waiting->timer.cancel();
      deliver(std::exchange(waiting->answer, {}), tl::unexpected(why));
    }
  }

  void lost(const Failure& why) {
    auto closed = std::move(closed_);
    drop(why);
    if (!closed) return;
    boost::asio::post(loop_, [self = shared_from_this(), closed = std::move(closed), why] {
      if (self->alive_) closed(why);
    });
  }

  boost::asio::io_context& loop_;
  Socket socket_;
  std::uint64_t connection_ = 0;
  bool connected_ = false;
  bool writing_ = false;
  bool alive_ = true;
  OnClosed closed_{};
  FrameBuffer input_{};
  std::array<char, 4096> chunk_{};
  std::deque<WaitingPtr> calls_{};  // the first one is in flight
};

Client::Client(boost::asio::io_context& loop) : state_(std::make_shared<State>(loop)) {}

Client::~Client() {
  state_->abandon();
}

tl::expected<void, std::string> Client::connect(const std::string& path, OnClosed closed) {
  return state_->connect(path, std::move(closed));
}

bool Client::connected() const {
  return state_->connected();
}

void Client::close() {
  state_->close();
}

void Client::call(Call call, std::chrono::steady_clock::duration timeout, OnAnswer answer) {
  state_->call(std::move(call), timeout, std::move(answer));
}

void Client::send(Call call) {
  call.oneway = true;
  call.more = false;
  state_->call(std::move(call), {}, [](const Answer&) {});
}

}  // namespace lineman::varlink
