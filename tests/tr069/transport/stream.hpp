// One connection of the scripted ACS, with TLS or without.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <string_view>

namespace lineman::test {

// Owns the descriptor. All of it blocks; shut_down() from another thread ends that.
class Stream {
 public:
  Stream(int descriptor, SSL_CTX* tls);  // tls: nullptr for none
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  bool handshake();  // true at once without TLS
  bool write(std::string_view octets);
  // Adds what comes; false at the end.
  bool read(std::string& octets);
  // False where the peer has closed or sent something within so many milliseconds.
  bool quiet(int milliseconds) const;
  void shut_down() const;
  // Ends a connection so that the peer reads all that was sent: a close with octets unread would
  // reset it.
  void end_politely() const;

 private:
  int descriptor_;
  std::unique_ptr<SSL, decltype(&SSL_free)> tls_;
};

}  // namespace lineman::test
