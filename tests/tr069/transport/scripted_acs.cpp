#include "tests/tr069/transport/scripted_acs.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <list>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "tests/tr069/transport/stream.hpp"

namespace lineman::test {
namespace {

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// OpenSSL writes without MSG_NOSIGNAL; only these threads are shielded, not the client's.
void block_sigpipe() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

int listen_on_loopback(std::uint16_t& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener, any, size) != 0 || ::listen(listener, 16) != 0 ||
      ::getsockname(listener, any, &size) != 0) {
    throw std::runtime_error("cannot listen on loopback");
  }
  port = ntohs(address.sin_port);
  return listener;
}

void parse_head(const std::string& head, Asked& asked) {
  std::istringstream lines(head);
  std::string line;
  lines >> asked.method >> asked.target;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const auto colon = line.find(':');
    const auto begin = line.find_first_not_of(' ', colon + 1);
    asked.fields.emplace_back(lower_case(line.substr(0, colon)),
                              begin == std::string::npos ? "" : line.substr(begin));
  }
}

// False at the end of the connection.
bool read_request(Stream& stream, std::string& input, Asked& asked) {
  std::size_t end = 0;
  while ((end = input.find("\r\n\r\n")) == std::string::npos) {
    if (!stream.read(input)) return false;
  }
  parse_head(input.substr(0, end), asked);
  input.erase(0, end + 4);
  const auto length = asked.has("content-length") ? std::stoul(asked.field("content-length")) : 0;
  while (input.size() < length) {
    if (!stream.read(input)) return false;
  }
  asked.body = input.substr(0, length);
  input.erase(0, length);
  return true;
}

// Whether the connection goes on.
bool tell(Stream& stream, const Told& told) {
  if (!stream.write(told.octets) || told.close) return false;
  if (told.silent) {
    std::string ignored;
    while (stream.read(ignored)) ignored.clear();
    return false;
  }
  if (told.endless.empty()) return true;
  while (stream.write(told.endless) && (told.pause == 0 || stream.quiet(told.pause))) {
  }
  return false;
}

}  // namespace

bool Asked::has(const std::string& name) const {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const auto& field) { return field.first == name; });
}

std::string Asked::field(const std::string& name) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const auto& field) { return field.first == name; });
  return found == fields.end() ? "" : found->second;
}

Told answer(int status, const std::string& body, const std::vector<std::string>& fields) {
  std::string head = "HTTP/1.1 " + std::to_string(status) + " Said\r\n";
  for (const auto& field : fields) head += field + "\r\n";
  if (status != 204) head += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return {.octets = head + "\r\n" + body};
}

Told closing(Told told) {
  told.close = true;
  return told;
}

class ScriptedAcs::Server {
 public:
  Server(Script script, const std::optional<TlsScript>& tls)
      : script_{std::move(script)}, tls_{nullptr, SSL_CTX_free} {
    if (tls) prepare(*tls);
    listener_ = listen_on_loopback(port_);
    acceptor_ = std::thread{[this] { accept(); }};
  }

  ~Server() {
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    {
      const std::lock_guard lock{mutex_};
      ending_ = true;
      for (Stream* stream : open_) stream->shut_down();
    }
    for (auto& thread : threads_) thread.join();
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  template <typename Value>
  Value copy_of(const Value& value) const {
    const std::lock_guard lock{mutex_};
    return value;
  }
  unsigned open() const {
    const std::lock_guard lock{mutex_};
    return static_cast<unsigned>(open_.size());
  }

  std::uint16_t port_ = 0;
  bool secure() const { return tls_ != nullptr; }
  std::vector<Asked> asked_;
  unsigned connections_ = 0;
  std::vector<unsigned> versions_;
  std::string name_;
  std::string protocols_;

 private:
  void prepare(const TlsScript& script) {
    tls_.reset(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_set_security_level(tls_.get(), 0);
    SSL_CTX_set_min_proto_version(tls_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(tls_.get(), script.highest_version);
    SSL_CTX_use_certificate(tls_.get(), script.identity.certificate.get());
    SSL_CTX_use_PrivateKey(tls_.get(), script.identity.key.get());
    SSL_CTX_set_client_hello_cb(tls_.get(), &Server::on_hello, this);
    if (script.client_authority) {
      SSL_CTX_set_verify(tls_.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
      X509_STORE_add_cert(SSL_CTX_get_cert_store(tls_.get()),
                          script.client_authority->certificate.get());
    }
  }

  // supported_versions (RFC 8446, 4.2.1): a length, then two octets each. server_name (RFC 6066):
  // two lengths and a type, then the name.
  static int on_hello(SSL* tls, int* /*alert*/, void* self) {
    auto* server = static_cast<Server*>(self);
    const std::lock_guard lock{server->mutex_};
    const unsigned char* octets = nullptr;
    std::size_t size = 0;
    server->versions_.clear();
    server->name_.clear();
    server->protocols_.clear();
    if (SSL_client_hello_get0_ext(tls, TLSEXT_TYPE_supported_versions, &octets, &size) == 1) {
      for (std::size_t i = 1; i + 1 < size; i += 2) {
        server->versions_.push_back(octets[i] * 256U + octets[i + 1]);
      }
    }
    if (SSL_client_hello_get0_ext(tls, TLSEXT_TYPE_server_name, &octets, &size) == 1 && size > 5) {
      server->name_.assign(reinterpret_cast<const char*>(octets) + 5, size - 5);
    }
    const auto alpn = TLSEXT_TYPE_application_layer_protocol_negotiation;
    if (SSL_client_hello_get0_ext(tls, alpn, &octets, &size) == 1 && size > 2) {
      server->protocols_.assign(reinterpret_cast<const char*>(octets) + 2, size - 2);
    }
    return SSL_CLIENT_HELLO_SUCCESS;
  }

  void accept() {
    while (true) {
      const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (descriptor < 0) return;
      const std::lock_guard lock{mutex_};
      threads_.emplace_back(
          [this, descriptor, number = ++connections_] { serve(descriptor, number); });
    }
  }

  void serve(int descriptor, unsigned number) {
    block_sigpipe();
    Stream stream{descriptor, tls_.get()};
    {
      const std::lock_guard lock{mutex_};
      if (ending_) return;
      open_.push_back(&stream);
    }
    if (stream.handshake()) {
      converse(stream, number);
    } else {
      stream.end_politely();
    }
    const std::lock_guard lock{mutex_};
    open_.remove(&stream);
  }

  void converse(Stream& stream, unsigned number) {
    std::string input;
    Asked asked{.connection = number};
    while (read_request(stream, input, asked)) {
      Told told;
      {
        const std::lock_guard lock{mutex_};
        asked_.push_back(asked);
        told = script_(asked);
      }
      if (!tell(stream, told)) return;
      asked = {.connection = number};
    }
  }

  Script script_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> tls_;
  int listener_ = -1;
  bool ending_ = false;
  mutable std::mutex mutex_;
  std::list<Stream*> open_;
  std::list<std::thread> threads_;
  std::thread acceptor_;
};

ScriptedAcs::ScriptedAcs(Script script, const std::optional<TlsScript>& tls)
    : server_{std::make_unique<Server>(std::move(script), tls)} {}

ScriptedAcs::~ScriptedAcs() = default;

std::uint16_t ScriptedAcs::port() const {
  return server_->port_;
}

std::string ScriptedAcs::url(const std::string& path, const std::string& host) const {
  return (server_->secure() ? "https://" : "http://") + host + ":" + std::to_string(port()) + path;
}

std::vector<Asked> ScriptedAcs::asked() const {
  return server_->copy_of(server_->asked_);
}

unsigned ScriptedAcs::connections() const {
  return server_->copy_of(server_->connections_);
}

unsigned ScriptedAcs::open_connections() const {
  return server_->open();
}

std::vector<unsigned> ScriptedAcs::offered_versions() const {
  return server_->copy_of(server_->versions_);
}

std::string ScriptedAcs::asked_name() const {
  return server_->copy_of(server_->name_);
}

std::string ScriptedAcs::offered_protocols() const {
  return server_->copy_of(server_->protocols_);
}

}  // namespace lineman::test
