#include "ctl/doctor/tls_look.hpp"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <csignal>
#include <memory>

#include "ctl/doctor/x509_text.hpp"
#include "datamodel/time_text.hpp"

namespace lineman::ctl::doctor {
namespace {

using Context = std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)>;
using Connection = std::unique_ptr<SSL, void (*)(SSL*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

// Blocking from here on, with a deadline for each step.
void set_patience(int socket) {
  const timeval patience{.tv_sec = longest_contact.count(), .tv_usec = 0};
  fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) & ~O_NONBLOCK);
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
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
  set_patience(socket);
  const auto context = context_for(destination);
  const Connection connection{context ? SSL_new(context.get()) : nullptr, SSL_free};
  const auto peer = destination.address + " port " + std::to_string(destination.port);
  if (!connection) return {Contact::no_tls, "TLS cannot be prepared"};
  SSL_set_verify(connection.get(), SSL_VERIFY_NONE, nullptr);
  SSL_set_tlsext_host_name(connection.get(), destination.name.c_str());
  SSL_set_fd(connection.get(), socket);
  if (SSL_connect(connection.get()) != 1) return {Contact::no_tls, "no TLS with " + peer};
  const Certificate certificate{SSL_get1_peer_certificate(connection.get()), X509_free};
  if (!certificate) return {Contact::no_tls, peer + " shows no certificate"};
  const auto fault =
      fault_of(certificate.get(), SSL_get_verify_result(connection.get()), destination.name);
  if (fault.empty()) return {Contact::good};
  return {Contact::bad_certificate,
          "the certificate of " + peer + " (" + subject_of(certificate.get()) + ") " + fault};
}

}  // namespace lineman::ctl::doctor
