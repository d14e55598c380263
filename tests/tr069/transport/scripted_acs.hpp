// An HTTP server on loopback that answers as a test says, for looking at the transport from the
// other end. It knows nothing of CWMP.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/tr069/transport/certificates.hpp"

namespace lineman::test {

struct Asked {
  unsigned connection = 0;  // from 1, in the order of their coming
  std::string method;
  std::string target;
  std::vector<std::pair<std::string, std::string>> fields;  // names in lower case
  std::string body;

  bool has(const std::string& name) const;
  std::string field(const std::string& name) const;  // the first; empty where there is none
};

struct Told {
  std::string octets{};
  bool close = false;     // after them
  bool silent = false;    // after them, until the peer closes
  std::string endless{};  // after them, again and again until the peer closes
  int pause = 0;          // milliseconds between those
};

// A whole answer with its Content-Length.
Told answer(int status, const std::string& body = {}, const std::vector<std::string>& fields = {});
Told closing(Told told);

struct TlsScript {
  Identity identity;
  std::optional<Identity> client_authority{};  // asks for a certificate of this one's
  int highest_version = 0;                     // TLS1_1_VERSION and the like
};

class ScriptedAcs {
 public:
  // Called by the server's threads, one at a time.
  using Script = std::function<Told(const Asked&)>;

  explicit ScriptedAcs(Script script, const std::optional<TlsScript>& tls = {});
  ~ScriptedAcs();
  ScriptedAcs(const ScriptedAcs&) = delete;
  ScriptedAcs& operator=(const ScriptedAcs&) = delete;

  std::uint16_t port() const;
  // With "127.0.0.1" unless another name of this host is given.
  std::string url(const std::string& path = "/acs", const std::string& host = "127.0.0.1") const;

  std::vector<Asked> asked() const;
  unsigned connections() const;
  unsigned open_connections() const;
  // Of the last TLS handshake: what the peer offered, and which name it asked for.
  std::vector<unsigned> offered_versions() const;
  std::string asked_name() const;
  std::string offered_protocols() const;  // as they stand in ALPN: each after an octet of its size

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace lineman::test
