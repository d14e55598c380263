// The server's half of HTTP authentication (RFC 7616, RFC 7617), written without the client's.
#pragma once

#include <map>
#include <string>

namespace lineman::test {

struct Challenge {
  std::string nonce = "0123456789abcdef";
  std::string algorithm = "MD5";  // MD5 or SHA-256; empty: not named, which is MD5
  std::string qop = "auth";       // empty: the older digest without nc and cnonce
  bool stale = false;

  std::string field() const;  // "WWW-Authenticate: Digest ..."
};

// The parameters of a field that begins with "Digest "; empty where it does not.
std::map<std::string, std::string> digest_parameters(const std::string& authorization);

// Whether the value of Authorization answers the challenge for this request.
bool digest_is_good(const std::string& authorization, const Challenge& challenge,
                    const std::string& method, const std::string& target, const std::string& user,
                    const std::string& password);

std::string basic(const std::string& user, const std::string& password);

}  // namespace lineman::test
