// The computation of digest authentication, the same on both sides (RFC 7616, 3.4; RFC 2617 for no
// qop). SIP and HTTP alike.
#pragma once

#include <string>
#include <string_view>

namespace lineman::daemon {

enum class DigestAlgorithm : unsigned char { md5, md5_sess, sha256 };

// All as they are hashed. Quoted strings are without their quotes.
struct DigestParts {
  DigestAlgorithm algorithm = DigestAlgorithm::md5;
  std::string_view user;
  std::string_view realm;
  std::string_view password;
  std::string_view method;
  std::string_view uri;
  std::string_view nonce;
  std::string_view cnonce{};       // with qop and for md5_sess
  bool qop_auth = false;           // qop=auth; false: no qop
  std::string_view nonce_count{};  // with qop, as on the wire: eight digits
};

// The value of `response`, lower-case hexadecimal. Empty where the library lacks the hash.
std::string digest_response(const DigestParts& parts);

}  // namespace lineman::daemon
