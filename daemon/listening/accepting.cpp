#include "daemon/listening/accepting.hpp"

#include <fcntl.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <utility>

namespace lineman::daemon {
namespace {

using boost::system::error_code;
using Tcp = boost::asio::ip::tcp;

void keep_from_children(int descriptor) {
  ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
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

bool listens(int descriptor, int family) {
  return ::sd_is_socket(descriptor, family, SOCK_STREAM, 1) > 0;
}

error_code take_over(Tcp::acceptor& acceptor, int descriptor) {
  const bool six = listens(descriptor, AF_INET6);
  if (!six && !listens(descriptor, AF_INET)) {
    ::close(descriptor);
    return boost::system::errc::make_error_code(boost::system::errc::not_a_socket);
  }
  keep_from_children(descriptor);
  error_code error;
  acceptor.assign(six ? Tcp::v6() : Tcp::v4(), descriptor, error);
  return error;
}

}  // namespace

Accepting::Accepting(boost::asio::io_context& loop, Clock& clock, OnAccepted accepted)
    : acceptor_{loop}, clock_{clock}, accepted_{std::move(accepted)} {}

error_code Accepting::start(const Tcp::endpoint& endpoint) {
  const auto error = listen_at(acceptor_, endpoint);
  if (!error) accept();
  return error;
}

error_code Accepting::start(int descriptor) {
  const auto error = take_over(acceptor_, descriptor);
  if (!error) accept();
  return error;
}

void Accepting::stop() {
  stopped_ = true;
  pause_.reset();
  error_code ignored;
  acceptor_.close(ignored);
}

Tcp::endpoint Accepting::local() const {
  error_code ignored;
  return acceptor_.local_endpoint(ignored);
}

bool Accepting::takes_both_families() const {
  boost::asio::ip::v6_only six_only{true};
  error_code error;
  acceptor_.get_option(six_only, error);
  return !error && local().address().is_v6() && !six_only.value();
}

void Accepting::accept() {
  acceptor_.async_accept([self = shared_from_this()](error_code error, Tcp::socket socket) {
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

}  // namespace lineman::daemon
