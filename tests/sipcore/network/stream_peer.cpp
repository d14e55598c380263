#include "tests/sipcore/network/stream_peer.hpp"

#include <boost/asio/ssl/impl/src.hpp>
#include <boost/asio/write.hpp>

namespace lineman::test {

using boost::asio::ip::tcp;
using boost::system::error_code;

namespace {

sipcore::Target target_of(const tcp::endpoint& place) {
  return {.address = sipcore::parse_ip(place.address().to_string()).value(),
          .port = place.port(),
          .protocol = sipcore::Protocol::tcp};
}

}  // namespace

StreamPeer::StreamPeer(boost::asio::io_context& io, Options options)
    : options_(std::move(options)),
      acceptor_(io, tcp::endpoint(boost::asio::ip::make_address(options_.address), options_.port)) {
  if (options_.certificate) {
    context_.use_certificate_chain_file(options_.certificate->certificate);
    context_.use_private_key_file(options_.certificate->key, boost::asio::ssl::context::pem);
  }
  if (options_.newest != 0) {
    SSL_CTX_set_min_proto_version(context_.native_handle(), options_.newest);
    SSL_CTX_set_max_proto_version(context_.native_handle(), options_.newest);
    SSL_CTX_set_security_level(context_.native_handle(), 0);
  }
  if (!options_.client_authority.empty()) {
    context_.load_verify_file(options_.client_authority);
    context_.set_verify_mode(boost::asio::ssl::verify_peer |
                             boost::asio::ssl::verify_fail_if_no_peer_cert);
  }
  accept();
}

sipcore::Target StreamPeer::target() const {
  auto target = target_of(acceptor_.local_endpoint());
  if (options_.certificate) target.protocol = sipcore::Protocol::tls;
  return target;
}

void StreamPeer::accept() {
  acceptor_.async_accept([this](const error_code& error, tcp::socket socket) {
    if (error) return;
    callers.push_back(target_of(socket.remote_endpoint()));
    auto& one = connections_.emplace_back();
    one.stream = std::make_unique<Stream>(std::move(socket), context_);
    begin(one);
    accept();
  });
}

void StreamPeer::begin(Connection& connection) {
  if (!options_.reads) return;
  if (!options_.certificate) return read(connection);
  connection.stream->async_handshake(
      boost::asio::ssl::stream_base::server, [this, &connection](const error_code& error) {
        const auto* name =
            SSL_get_servername(connection.stream->native_handle(), TLSEXT_NAMETYPE_host_name);
        server_names.emplace_back(name == nullptr ? "" : name);
        if (!error) read(connection);
      });
}

void StreamPeer::read(Connection& connection) {
  const auto took_some = [this, &connection](const error_code& error, std::size_t length) {
    if (error == boost::asio::error::operation_aborted) return;  // the peer is gone
    took(connection, error, length);
  };
  const auto buffer = boost::asio::buffer(connection.buffer);
  if (options_.certificate) return connection.stream->async_read_some(buffer, took_some);
  connection.stream->next_layer().async_read_some(buffer, took_some);
}

void StreamPeer::took(Connection& connection, const error_code& error, std::size_t length) {
  if (error) {
    if (connection.open) ++ended;
    connection.open = false;
    return;
  }
  connection.framer.add(std::string_view(connection.buffer.data(), length));
  while (const auto next = connection.framer.next().value()) {
    received.emplace_back(*next);
    const auto answer = options_.answer ? options_.answer(received.back()) : std::string();
    if (!answer.empty()) write(connection, answer);
  }
  read(connection);
}

void StreamPeer::write(Connection& connection, const std::string& octets) {
  const auto buffer = boost::asio::buffer(octets);
  if (options_.certificate) {
    boost::asio::write(*connection.stream, buffer);
  } else {
    boost::asio::write(connection.stream->next_layer(), buffer);
  }
}

void StreamPeer::send(const std::string& octets) {
  write(connections_.back(), octets);
}

void StreamPeer::hang_up() {
  for (auto& one : connections_) {
    one.open = false;
    error_code ignored;
    one.stream->next_layer().close(ignored);
  }
}

}  // namespace lineman::test
