// Messages of SNMP version 3 made octet by octet, as a user of the peer or as somebody who only
// wishes to be.
#pragma once

#include <string>

#include "tests/mibs/raw_client.hpp"

namespace lineman::mibs::test {

// RFC 3412, 6.4.
inline constexpr unsigned auth_flag = 1;
inline constexpr unsigned priv_flag = 2;
inline constexpr unsigned reportable_flag = 4;

// The fields of a message that may be wrong (RFC 3412, 6; RFC 3414, 2.4).
struct Header {
  long message = 77;
  long largest = 65'507;
  unsigned flags = auth_flag | priv_flag | reportable_flag;
  long security_model = 3;
  std::string engine = test::engine;
  long boots = 1;
  long time = 0;
  std::string user = "writer";
  std::string context_engine = test::engine;
  std::string context{};
  std::string salt = "saltsalt";
  bool wrong_digest = false;
  bool wrong_key = false;  // of encryption
};

// The user "writer": SHA-256 and AES with 128 bits.
class SecureManager {
 public:
  SecureManager();

  Octets message(const Octets& pdu, const Header& header = {}) const;

  // The octets of the message with what is encrypted in it made readable.
  Octets content(const Octets& message) const;

  // What a response or a report says; nothing where it is none.
  std::optional<Response> open(const Octets& message) const;

 private:
  Octets crypt(const Octets& text, const Header& header, bool encrypt) const;
  Octets digest(const Octets& message) const;

  Octets auth_key_;
  Octets priv_key_;
};

}  // namespace lineman::mibs::test
