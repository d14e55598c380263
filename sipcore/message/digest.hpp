// Digest authentication: one answer to one challenge (RFC 7616; RFC 2617 for MD5-sess and no qop).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sipcore/message/challenge.hpp"

namespace lineman::sipcore {

struct Credentials {
  std::string user{};
  std::string password{};

  bool operator==(const Credentials&) const = default;
};

struct DigestInput {
  const Challenge& challenge;  // answerable()
  const Credentials& credentials;
  std::string_view method;
  std::string_view uri;
  std::string_view cnonce;
  std::uint32_t nonce_count = 1;
};

// The value of `response`, lower-case hexadecimal. Throws std::runtime_error where the library
// lacks the hash.
std::string digest_response(const DigestInput& input);

// The whole line: "Authorization: Digest ...\r\n", or Proxy-Authorization.
std::string authorization_line(const DigestInput& input);

}  // namespace lineman::sipcore
