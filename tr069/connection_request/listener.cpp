#include "tr069/connection_request/listener.hpp"

#include <fcntl.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <charconv>
#include <optional>
#include <utility>

namespace lineman::cwmp {
namespace {

using boost::system::error_code;
using Tcp = boost::asio::ip::tcp;

constexpr int waiting_connections = 16;  // of the kernel, before they are accepted

// Programs that the agent starts do not get it.
void keep_from_children(int descriptor) {
  ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

// "0.0.0.0:7547", "[::]:7547".
std::optional<Tcp::endpoint> endpoint_of(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto host = text.substr(0, colon);
  const auto digits = text.substr(colon + 1);
  const auto* const end = digits.data() + digits.size();
  unsigned short port = 0;
  const auto [stop, problem] = std::from_chars(digits.data(), end, port);
  if (problem != std::errc{} || stop != end) return std::nullopt;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  error_code error;
  const auto address = boost::asio::ip::make_address(std::string{host}, error);
  if (error) return std::nullopt;
  return Tcp::endpoint{address, port};
}

error_code listen_at(Tcp::acceptor& acceptor, const Tcp::endpoint& endpoint) {
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (error) return error;
  keep_from_children(acceptor.native_handle());
  acceptor.set_option(Tcp::acceptor::reuse_address{true}, error);
  if (!error && endpoint.address().is_v6()) {
    acceptor.set_option(boost::asio::ip::v6_only{true}, error);
  }
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(waiting_connections, error);
  return error;
}

}  // namespace

// Lives as long as the address is open, or a call from the loop is to come.
class Listener::Accepting : public std::enable_shared_from_this<Accepting> {
 public:
  Accepting(boost::asio::io_context& loop, Clock& clock, OnAccepted accepted)
      : acceptor_{loop}, clock_{clock}, accepted_{std::move(accepted)} {}

  error_code start(const Tcp::endpoint& endpoint) {
    const auto error = listen_at(acceptor_, endpoint);
    if (!error) accept();
    return error;
  }

  void stop() {
    stopped_ = true;
    pause_.reset();
    error_code ignored;
    acceptor_.close(ignored);
  }

  Tcp::endpoint local() const {
    error_code ignored;
    return acceptor_.local_endpoint(ignored);
  }

 private:
  void accept() {
    acceptor_.async_accept([self = shared_from_this()](error_code error, Socket socket) {
      if (self->stopped_) return;
      if (error) {
        self->pause_ = self->clock_.after(accept_pause, [raw = self.get()] { raw->accept(); });
        return;
      }
      keep_from_children(socket.native_handle());
      self->accepted_(std::move(socket));
      if (!self->stopped_) self->accept();
    });
  }

  Tcp::acceptor acceptor_;
  Clock& clock_;
  OnAccepted accepted_;
  std::unique_ptr<Timer> pause_;
  bool stopped_ = false;
};

Listener::Listener(boost::asio::io_context& loop, Clock& clock, std::string address,
                   OnAccepted accepted)
    : loop_{loop}, clock_{clock}, address_{std::move(address)}, accepted_{std::move(accepted)} {}

Listener::~Listener() {
  close();
}

void Listener::open() {
  if (accepting_) return;
  const auto endpoint = endpoint_of(address_);
  if (!endpoint) {
    problem_ = "is no address with a port";
    return;
  }
  auto accepting = std::make_shared<Accepting>(loop_, clock_, accepted_);
  if (const auto error = accepting->start(*endpoint)) {
    problem_ = error.message();
    return;
  }
  accepting_ = std::move(accepting);
  problem_.clear();
}

void Listener::close() {
  problem_.clear();
  if (!accepting_) return;
  accepting_->stop();
  accepting_.reset();
}

OpenAddress Listener::local() const {
  const auto endpoint = accepting_->local();
  return {host_address(endpoint.address().to_string()), endpoint.port()};
}

}  // namespace lineman::cwmp
