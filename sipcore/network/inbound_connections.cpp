#include "sipcore/network/inbound_connections.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>

#include "sipcore/network/stream_socket.hpp"

namespace lineman::sipcore {

namespace {

using boost::asio::posix::descriptor_base;

// Taken in one turn of the loop.
constexpr int accepted_at_once = 16;

}  // namespace

class InboundConnections::Listener : public std::enable_shared_from_this<Listener> {
 public:
  Listener(InboundConnections& owner, int descriptor)
      : owner_(owner), descriptor_(owner.io_, descriptor), local_(local_of(descriptor)) {
    local_.protocol = Protocol::tcp;
  }

  const Target& local() const { return local_; }
  int descriptor() { return descriptor_.native_handle(); }

  void wait() {
    descriptor_.async_wait(descriptor_base::wait_read,
                           [self = shared_from_this()](const boost::system::error_code& error) {
                             if (!error && !self->closed_) self->accept();
                           });
  }

  void close() {
    closed_ = true;
    pause_.reset();
    boost::system::error_code ignored;
    descriptor_.close(ignored);
  }

 private:
  void accept() {
    for (int i = 0; i < accepted_at_once; ++i) {
      const auto one = accept_one(descriptor());
      if (one) {
        owner_.accept(one->descriptor, one->peer);
      } else if (would_block(one.error().code)) {
        break;
      } else if (one.error().code == EMFILE || one.error().code == ENFILE) {
        // The connection goes on waiting, and the loop would find it at once.
        pause_ = owner_.clock_.after(accept_pause, [this] { wait(); });
        return;
      }
    }
    wait();
  }

  InboundConnections& owner_;
  boost::asio::posix::stream_descriptor descriptor_;
  Target local_;
  std::unique_ptr<Timer> pause_{};
  bool closed_ = false;
};

InboundConnections::InboundConnections(boost::asio::io_context& io, Clock& clock, Received received)
    : io_(io), clock_(clock), received_(std::move(received)) {}

InboundConnections::~InboundConnections() {
  for (const auto& listener : listeners_) listener->close();
}

tl::expected<void, SocketError> InboundConnections::listen(const Target& at) {
  const auto descriptor = listening_socket(at);
  if (!descriptor) return tl::unexpected(descriptor.error());
  listeners_.push_back(std::make_shared<Listener>(*this, *descriptor));
  listeners_.back()->wait();
  return {};
}

std::optional<Target> InboundConnections::local(bool v6) const {
  for (const auto& listener : listeners_) {
    if (listener->local().address.v6 == v6) return listener->local();
  }
  return std::nullopt;
}

int InboundConnections::descriptor(bool v6) const {
  for (const auto& listener : listeners_) {
    if (listener->local().address.v6 == v6) return listener->descriptor();
  }
  return -1;
}

void InboundConnections::accept(int descriptor, const Target& peer) {
  make_room();
  const auto one = connections_.emplace(connections_.end(), Connection{.peer = peer});
  one->stream = std::make_unique<StreamConnection>(
      io_, clock_, descriptor, plain_wire(descriptor),
      StreamConnection::Events{
          .opened = nullptr,
          .received = [this, peer](std::string_view message) { received_(peer, message); },
          .ended = [this, one](const StreamConnection::Ended&) { connections_.erase(one); }});
  if (!silence_) watch_silence();
}

// There is one.
std::list<InboundConnections::Connection>::iterator InboundConnections::most_silent() {
  return std::ranges::min_element(connections_, {}, &Connection::heard_at);
}

void InboundConnections::make_room() {
  if (connections_.size() == most_inbound_connections) connections_.erase(most_silent());
}

void InboundConnections::watch_silence() {
  silence_.reset();
  if (connections_.empty()) return;
  silence_ =
      clock_.at(most_silent()->heard_at() + longest_inbound_silence, [this] { drop_silent(); });
}

void InboundConnections::drop_silent() {
  const auto now = clock_.now();
  connections_.remove_if(
      [&](const Connection& one) { return one.heard_at() + longest_inbound_silence <= now; });
  watch_silence();
}

bool InboundConnections::send(const Target& to, std::string_view message) {
  const auto found = std::ranges::find(connections_, to, &Connection::peer);
  if (found == connections_.end()) return false;
  found->stream->send(message);
  return true;
}

void InboundConnections::drop_lost() {
  connections_.remove_if(
      [](const Connection& one) { return !is_ours(one.stream->local().address); });
}

}  // namespace lineman::sipcore
