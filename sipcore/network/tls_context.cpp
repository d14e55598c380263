#include "sipcore/network/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "sipcore/network/tls_wire.hpp"

namespace lineman::sipcore {

namespace {

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;

Context client_context() {
  Context context(SSL_CTX_new(TLS_client_method()));
  if (!context) return nullptr;
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  // A queue moves while it waits, and an idle connection needs no buffers.
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE |
                                      SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                      SSL_MODE_RELEASE_BUFFERS);
  return context;
}

bool trust(SSL_CTX* context, const TlsFiles& files) {
  const auto* file = files.ca_file.empty() ? nullptr : files.ca_file.c_str();
  const auto* folder = files.ca_path.empty() ? nullptr : files.ca_path.c_str();
  if (file == nullptr && folder == nullptr) return true;
  return SSL_CTX_load_verify_locations(context, file, folder) == 1;
}

bool identify(SSL_CTX* context, const TlsFiles& files) {
  if (files.client_certificate.empty()) return true;
  const auto* certificate = files.client_certificate.c_str();
  return SSL_CTX_use_certificate_chain_file(context, certificate) == 1 &&
         SSL_CTX_use_PrivateKey_file(context, files.client_key.c_str(), SSL_FILETYPE_PEM) == 1;
}

}  // namespace

struct TlsContext::Impl {
  Context context;
};

TlsContext::TlsContext(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

TlsContext::~TlsContext() = default;

tl::expected<std::unique_ptr<TlsContext>, std::string> TlsContext::make(const TlsFiles& files) {
  if (const auto problems = problems_of(files); !problems.empty())
    return tl::unexpected(problems.front());
  auto context = client_context();
  const bool good = context && trust(context.get(), files) && identify(context.get(), files);
  ERR_clear_error();
  if (!good) return tl::unexpected(std::string("TLS cannot be set up with its files"));
  auto impl = std::make_unique<Impl>(Impl{std::move(context)});
  return std::unique_ptr<TlsContext>(new TlsContext(std::move(impl)));
}

std::unique_ptr<StreamWire> TlsContext::wire(int descriptor, std::string_view name) const {
  return tls_wire(impl_->context.get(), descriptor, std::string(name));
}

}  // namespace lineman::sipcore
