#include "varlink/server.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <map>

#include "varlink/connection.hpp"
#include "varlink/errors.hpp"

namespace lineman::varlink {
namespace {

// Wait after a failed accept (no descriptors left), so that it does not spin.
constexpr std::chrono::milliseconds accept_pause{100};

using Acceptor = boost::asio::local::stream_protocol::acceptor;
using boost::system::error_code;

}  // namespace

class Server::State : public Connection::Owner, public std::enable_shared_from_this<State> {
 public:
  State(boost::asio::io_context& loop, ServerOptions options, Handler& handler)
      : options_(std::move(options)), handler_(&handler), acceptor_(loop), pause_(loop) {}

  void open(ListenSocket socket) {
    listen_socket_ = std::move(socket);
    acceptor_.assign(boost::asio::local::stream_protocol(), listen_socket_->release());
    accept();
  }

  void close() {
    handler_ = nullptr;
    error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    for (auto& [id, connection] : connections_) connection->close();
    connections_.clear();
    listen_socket_.reset();
  }

  std::size_t connections() const { return connections_.size(); }
  std::size_t refused() const { return refused_; }

  void connection_called(const std::shared_ptr<Connection>& connection, Call call) override {
    if (knows(call.interface())) {
      handler_->called(Exchange(connection->line(), std::move(call)));
    } else {
      connection->answer(answer_for_service(call, options_.information, options_.interfaces));
    }
  }
  void connection_drained(ConnectionId id) override { handler_->drained(id); }
  void connection_closed(ConnectionId id) override {
    if (connections_.erase(id) != 0 && handler_ != nullptr) handler_->closed(id);
  }

 private:
  bool knows(std::string_view interface) const {
    for (const auto& offered : options_.interfaces) {
      if (offered.name == interface) return true;
    }
    return false;
  }

  void accept() {
    acceptor_.async_accept(
        [self = shared_from_this()](error_code error, Connection::Socket socket) {
          if (self->handler_ == nullptr) return;
          if (error) return self->accept_later();
          self->accepted(std::move(socket));
          self->accept();
        });
  }

  void accept_later() {
    pause_.expires_after(accept_pause);
    pause_.async_wait([self = shared_from_this()](error_code) {
      if (self->handler_ != nullptr) self->accept();
    });
  }

  void accepted(Connection::Socket socket) {
    auto peer = peer_of(socket.native_handle());
    const bool allowed = peer && (!options_.allowed || options_.allowed(*peer));
    if (!allowed) return refuse(std::move(socket), permission_denied());
    if (connections_.size() >= options_.connections) {
      return refuse(std::move(socket), too_many_connections());
    }
    const auto id = ++last_id_;
    const auto connection = std::make_shared<Connection>(std::move(socket), id, std::move(*peer),
                                                         options_.output, *this);
    connections_.emplace(id, connection);
    connection->start();
  }

  // Says why, as far as that goes without waiting, and closes.
  void refuse(Connection::Socket socket, const Reply& reply) {
    ++refused_;
    const auto message = print(reply);
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(boost::asio::buffer(message), ignored);
  }

  ServerOptions options_;
  Handler* handler_;
  std::optional<ListenSocket> listen_socket_;
  Acceptor acceptor_;
  boost::asio::steady_timer pause_;
  std::map<ConnectionId, std::shared_ptr<Connection>> connections_;
  std::size_t refused_ = 0;
  ConnectionId last_id_ = 0;
};

Server::Server(boost::asio::io_context& loop, ServerOptions options, Handler& handler)
    : state_(std::make_shared<State>(loop, std::move(options), handler)) {}

Server::~Server() {
  state_->close();
}

void Server::open(ListenSocket socket) {
  state_->open(std::move(socket));
}

std::size_t Server::connections() const {
  return state_->connections();
}
std::size_t Server::refused() const {
  return state_->refused();
}

}  // namespace lineman::varlink
