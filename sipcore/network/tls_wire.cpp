#include "sipcore/network/tls_wire.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <cerrno>
#include <utility>

#include "sipcore/message/target.hpp"
#include "sipcore/network/server_identity.hpp"
#include "sipcore/network/socket_error.hpp"

namespace lineman::sipcore {

namespace {

using State = WireResult::State;

struct FreeConnection {
  void operator()(SSL* connection) const { SSL_free(connection); }
};
using Connection = std::unique_ptr<SSL, FreeConnection>;

// What is wrong with the server's certificate, in a sentence.
std::string certificate_problem(long result, const std::string& name) {
  switch (result) {
    case X509_V_ERR_HOSTNAME_MISMATCH:
      return "the server's certificate is not for " + name;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return "the server's certificate has expired";
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return "the server's certificate is not valid yet";
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return "the server's certificate is signed by no known authority";
    default:
      return std::string("the server's certificate was refused: ") +
             X509_verify_cert_error_string(result);
  }
}

class TlsWire : public StreamWire {
 public:
  TlsWire(Connection connection, std::string name)
      : connection_(std::move(connection)), name_(std::move(name)) {
    SSL_set_app_data(ssl(), this);
    SSL_set_verify(ssl(), SSL_VERIFY_PEER, verify);
    SSL_set_connect_state(ssl());
  }

  WireResult begin() override {
    auto result = outcome([this] { return SSL_do_handshake(ssl()); });
    established_ = result.state == State::done;
    return result;
  }

  WireResult read(std::span<char> into) override {
    return outcome([&] { return SSL_read(ssl(), into.data(), static_cast<int>(into.size())); });
  }

  WireResult write(std::string_view octets) override {
    return outcome(
        [&] { return SSL_write(ssl(), octets.data(), static_cast<int>(octets.size())); });
  }

  void end() override {
    ERR_clear_error();
    if (!broken_) SSL_shutdown(ssl());
    ERR_clear_error();
  }

 private:
  SSL* ssl() { return connection_.get(); }

  // The chain has been judged; the server's own certificate has to show the name as well.
  static int verify(int good, X509_STORE_CTX* store) {
    const auto* ssl = static_cast<const SSL*>(
        X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    const auto* self = static_cast<const TlsWire*>(SSL_get_app_data(ssl));
    if (good == 0 || X509_STORE_CTX_get_error_depth(store) != 0) return good;
    if (is_certificate_of(X509_STORE_CTX_get_current_cert(store), self->name_)) return 1;
    X509_STORE_CTX_set_error(store, X509_V_ERR_HOSTNAME_MISMATCH);
    return 0;
  }

  template <typename Call>
  WireResult outcome(Call call) {
    ERR_clear_error();
    errno = 0;
    const int result = call();
    const int code = errno;
    if (result > 0) return {.octets = static_cast<std::size_t>(result)};
    switch (SSL_get_error(ssl(), result)) {
      case SSL_ERROR_WANT_READ:
        return {.state = State::wants_read};
      case SSL_ERROR_WANT_WRITE:
        return {.state = State::wants_write};
      case SSL_ERROR_ZERO_RETURN:
        return {.state = State::ended,
                .error = {TransportFailure::connect, "the peer closed the connection"}};
      case SSL_ERROR_SYSCALL:
        broken_ = true;
        return {.state = State::failed, .error = broken_off(code)};
      default:
        broken_ = true;
        return {.state = State::failed, .error = problem()};
    }
  }

  // The network's fault, unless the server hung up in the middle of the handshake.
  TransportError broken_off(int code) {
    if (established_)
      return {TransportFailure::connect, socket_error("the connection broke", code).sentence};
    return {TransportFailure::tls,
            with_name(socket_error("the handshake broke off", code).sentence)};
  }

  TransportError problem() {
    const auto error = ERR_peek_error();
    const auto verified = SSL_get_verify_result(ssl());
    if (verified != X509_V_OK)
      return {TransportFailure::tls, with_name(certificate_problem(verified, name_))};
    // Without an orderly end of TLS (RFC 8446, 6.1): many servers end so.
    if (ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING && established_)
      return {TransportFailure::connect, "the peer closed the connection"};
    const auto* reason = ERR_reason_error_string(error);
    return {TransportFailure::tls, with_name(reason == nullptr ? "it failed" : reason)};
  }

  std::string with_name(const std::string& what) const { return "TLS with " + name_ + ": " + what; }

  Connection connection_;
  std::string name_;
  bool established_ = false;
  bool broken_ = false;
};

}  // namespace

std::unique_ptr<StreamWire> tls_wire(SSL_CTX* context, int descriptor, std::string name) {
  Connection connection(SSL_new(context));
  if (!connection || SSL_set_fd(connection.get(), descriptor) != 1) return nullptr;
  // An address is no server name (RFC 6066, 3).
  if (!name.empty() && !parse_ip(name)) SSL_set_tlsext_host_name(connection.get(), name.c_str());
  return std::make_unique<TlsWire>(std::move(connection), std::move(name));
}

}  // namespace lineman::sipcore
