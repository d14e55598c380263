#include "ctl/doctor/tls_look.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <poll.h>

#include <chrono>
#include <csignal>
#include <memory>

#include "ctl/doctor/x509_text.hpp"
#include "datamodel/time_text.hpp"

namespace lineman::ctl::doctor {
namespace {

using Context = std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)>;
using Connection = std::unique_ptr<SSL, void (*)(SSL*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

using Clock = std::chrono::steady_clock;

// The handshake on a socket that does not block. Empty where it is done, else what is in the way.
std::string shake_hands(SSL* connection, int socket, Clock::time_point deadline) {
  while (true) {
    const int done = SSL_connect(connection);
    if (done == 1) return {};
    const int wanted = SSL_get_error(connection, done);
    if (wanted != SSL_ERROR_WANT_READ && wanted != SSL_ERROR_WANT_WRITE) {
      const auto* const reason = ERR_reason_error_string(ERR_get_error());
      return reason == nullptr ? "the connection was closed" : reason;
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    const auto events = static_cast<short>(wanted == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT);
    pollfd waited{.fd = socket, .events = events, .revents = 0};
    if (left <= 0 || poll(&waited, 1, static_cast<int>(left)) == 0)
      return "no answer in " + std::to_string(longest_contact.count()) + " s";
  }
}

Context context_for(const Destination& destination) {
  Context context{SSL_CTX_new(TLS_client_method()), SSL_CTX_free};
  const auto name = [](const std::string& text) { return text.empty() ? nullptr : text.c_str(); };
  const bool file = !destination.ca_file.empty();
  if (context && (file || !destination.ca_path.empty())) {
    SSL_CTX_load_verify_locations(context.get(), name(destination.ca_file),
                                  file ? nullptr : name(destination.ca_path));
  }
  return context;
}

bool shows(X509* certificate, const std::string& name) {
  return X509_check_ip_asc(certificate, name.c_str(), 0) == 1 ||
         X509_check_host(certificate, name.data(), name.size(), 0, nullptr) == 1;
}

bool is_of_unknown_authority(long verdict) {
  return verdict == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT ||
         verdict == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN ||
         verdict == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT ||
         verdict == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
         verdict == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE;
}

// What is wrong with it, after "the certificate (CN = x) "; empty: nothing.
std::string fault_of(X509* certificate, long verdict, const std::string& name) {
  const auto date = [](std::int64_t seconds) { return datamodel::utc_text(seconds); };
  if (verdict == X509_V_ERR_CERT_HAS_EXPIRED)
    return "has expired: it ended on " + date(end_of(certificate));
  if (verdict == X509_V_ERR_CERT_NOT_YET_VALID)
    return "is not valid yet: it begins on " + date(begin_of(certificate));
  if (is_of_unknown_authority(verdict)) return "is signed by no known authority";
  if (verdict != X509_V_OK)
    return std::string{"is not accepted: "} + X509_verify_cert_error_string(verdict);
  if (!shows(certificate, name)) return "is not for " + name;
  return {};
}

// A server that goes away while we write would end the program.
class WithoutBrokenPipes {
 public:
  WithoutBrokenPipes() { std::signal(SIGPIPE, SIG_IGN); }
};

}  // namespace

ConnectionFacts look_at_tls(int socket, const Destination& destination) {
  static const WithoutBrokenPipes ignored;
  const auto context = context_for(destination);
  const Connection connection{context ? SSL_new(context.get()) : nullptr, SSL_free};
  const auto peer = destination.address + " port " + std::to_string(destination.port);
  if (!connection) return {Contact::no_tls, "TLS cannot be prepared"};
  SSL_set_verify(connection.get(), SSL_VERIFY_NONE, nullptr);
  SSL_set_tlsext_host_name(connection.get(), destination.name.c_str());
  SSL_set_fd(connection.get(), socket);
  const auto obstacle = shake_hands(connection.get(), socket, Clock::now() + longest_contact);
  if (!obstacle.empty()) return {Contact::no_tls, "no TLS with " + peer + ": " + obstacle};
  const Certificate certificate{SSL_get1_peer_certificate(connection.get()), X509_free};
  if (!certificate) return {Contact::no_tls, peer + " shows no certificate"};
  const auto fault =
      fault_of(certificate.get(), SSL_get_verify_result(connection.get()), destination.name);
  if (fault.empty()) return {Contact::good};
  return {Contact::bad_certificate,
          "the certificate of " + peer + " (" + subject_of(certificate.get()) + ") " + fault};
}

}  // namespace lineman::ctl::doctor
