#include "tls_client.hpp"

#include <fcntl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace lineman::web {
namespace {

int connected_to(unsigned port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = test::loopback(port);
  test::demand(
      ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
      "no connection\n");
  ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
  return descriptor;
}

}  // namespace

TlsClient::TlsClient(DoorRig& rig, const Wish& wish)
    : rig_{rig},
      context_{SSL_CTX_new(TLS_client_method()), &SSL_CTX_free},
      connection_{nullptr, &SSL_free},
      descriptor_{connected_to(rig.port())} {
  SSL_CTX_set_min_proto_version(context_.get(), wish.oldest);
  SSL_CTX_set_max_proto_version(context_.get(), wish.newest);
  SSL_CTX_set_cipher_list(context_.get(), "ALL:@SECLEVEL=0");
  connection_.reset(SSL_new(context_.get()));
  if (!wish.protocols.empty()) {
    SSL_set_alpn_protos(connection_.get(),
                        reinterpret_cast<const unsigned char*>(wish.protocols.data()),
                        static_cast<unsigned>(wish.protocols.size()));
  }
  SSL_set_fd(connection_.get(), descriptor_);
}

TlsClient::~TlsClient() {
  connection_.reset();
  ::close(descriptor_);
}

bool TlsClient::wants_more(int result) const {
  const int error = SSL_get_error(connection_.get(), result);
  return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
}

bool TlsClient::shake_hands() {
  int result = 0;
  const bool over = rig_.until([&] {
    result = SSL_connect(connection_.get());
    return result == 1 || !wants_more(result);
  });
  return over && result == 1;
}

std::string TlsClient::ask(const std::string& request) {
  SSL_write(connection_.get(), request.data(), static_cast<int>(request.size()));
  std::string answer;
  std::array<char, 4096> chunk{};
  rig_.until([&] {
    const int got = SSL_read(connection_.get(), chunk.data(), chunk.size());
    if (got > 0) answer.append(chunk.data(), static_cast<std::size_t>(got));
    return got <= 0 && !wants_more(got);
  });
  return answer;
}

std::string TlsClient::protocol() const {
  const unsigned char* chosen = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(connection_.get(), &chosen, &size);
  return {reinterpret_cast<const char*>(chosen), size};
}

std::string TlsClient::subject() const {
  std::array<char, 256> text{};
  X509_NAME_oneline(X509_get_subject_name(SSL_get0_peer_certificate(connection_.get())),
                    text.data(), text.size());
  return text.data();
}

}  // namespace lineman::web
