#include "web/http/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <iterator>

#include "daemon/key_pair_files.hpp"

namespace lineman::web {
namespace {

// Of TLS 1.2: forward secrecy and authenticated encryption. Those of 1.3 are all good.
constexpr const char* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
// A ticket saves a handshake. Its key is the context's, in memory alone and new with each.
constexpr std::chrono::seconds ticket_life = std::chrono::hours{1};
// Each behind its length, the better one first (RFC 7301, 3.1).
constexpr unsigned char protocols[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1',
                                       8, 'h', 't', 't', 'p', '/', '1', '.', '0'};

// A client that offers protocols of which none is ours is told so (RFC 7301, 3.2).
int choose_protocol(SSL* /*connection*/, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned offered_size, void* /*data*/) noexcept {
  unsigned char* found = nullptr;
  const int done = SSL_select_next_proto(&found, size, std::begin(protocols), sizeof protocols,
                                         offered, offered_size);
  if (done != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

bool set_up(SSL_CTX* context) {
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_timeout(context, ticket_life.count());
  SSL_CTX_set_num_tickets(context, 1);
  // An idle connection needs no buffers.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context, &choose_protocol, nullptr);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, ciphers) == 1;
}

std::string reason_of_library() {
  const auto code = ERR_get_error();
  ERR_clear_error();
  const auto* const reason = ERR_reason_error_string(code);
  return reason != nullptr ? reason : "unknown reason";
}

// "Jan  1 00:00:00 2026 GMT".
std::string text_of(const ASN1_TIME* time) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> memory{BIO_new(BIO_s_mem()), &BIO_free};
  std::array<char, 64> text{};
  if (!memory || ASN1_TIME_print(memory.get(), time) != 1) return {};
  const int size = BIO_read(memory.get(), text.data(), text.size());
  return {text.data(), static_cast<std::size_t>(std::max(size, 0))};
}

}  // namespace

tl::expected<TlsContext, std::string> make_tls_context(const TlsFiles& files) {
  if (auto problem = daemon::problem_with_key_pair(files.certificate, files.key); !problem.empty())
    return tl::unexpected(std::move(problem));
  auto context = std::make_shared<boost::asio::ssl::context>(boost::asio::ssl::context::tls_server);
  auto* const handle = context->native_handle();
  const bool good = set_up(handle) &&
                    SSL_CTX_use_certificate_chain_file(handle, files.certificate.c_str()) == 1 &&
                    SSL_CTX_use_PrivateKey_file(handle, files.key.c_str(), SSL_FILETYPE_PEM) == 1;
  if (!good) {
    return tl::unexpected(files.certificate + " and " + files.key +
                          " cannot be used: " + reason_of_library());
  }
  return context;
}

std::string problem_with_validity(const TlsContext& context, const TlsFiles& files, WallTime now) {
  const auto* const certificate = SSL_CTX_get0_certificate(context->native_handle());
  auto seconds = WallTime::clock::to_time_t(now);
  const auto* const end = X509_get0_notAfter(certificate);
  if (X509_cmp_time(end, &seconds) >= 0) return {};
  return files.certificate + " is over since " + text_of(end) + ", and browsers warn of it";
}

}  // namespace lineman::web
