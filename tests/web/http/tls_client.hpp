// A client of TLS that never waits.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "door_rig.hpp"

namespace lineman::web {

class TlsClient {
 public:
  struct Wish {
    int newest = TLS1_3_VERSION;
    int oldest = TLS1_VERSION;
    std::string protocols{};  // of ALPN, each behind its length
  };

  TlsClient(DoorRig& rig, const Wish& wish);
  ~TlsClient();
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  // Turns the door's loop meanwhile. False where the server does not come to terms.
  bool shake_hands();
  std::string ask(const std::string& request);  // the answer, to the end of the connection

  std::string version() const { return SSL_get_version(connection_.get()); }
  std::string cipher() const { return SSL_get_cipher(connection_.get()); }
  std::string protocol() const;
  std::string subject() const;  // of the server's certificate

 private:
  bool wants_more(int result) const;

  DoorRig& rig_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> connection_;
  int descriptor_;
};

}  // namespace lineman::web
