// The other side of a challenge: what an ACS answers.
#pragma once

#include <string>
#include <string_view>

#include "daemon/digest.hpp"

namespace lineman::test {

// The value of `name` in a challenge or a header, where it is quoted.
inline std::string quoted_value(std::string_view text, std::string_view name) {
  const auto start = text.find(std::string{name} + "=\"");
  if (start == std::string_view::npos) return {};
  const auto value = text.substr(start + name.size() + 2);
  return std::string{value.substr(0, value.find('"'))};
}

// Everything that a test may want to be wrong.
struct DigestClient {
  std::string username = "acs";
  std::string password = "secret word";
  std::string realm = "connection-request";
  std::string uri = "/path";
  std::string method = "GET";
  daemon::DigestAlgorithm algorithm = daemon::DigestAlgorithm::md5;
  std::string algorithm_name = "MD5";  // empty: not said
  bool qop = true;
  std::string nc = "00000001";
  std::string cnonce = "0a4f113b";

  std::string answer(std::string_view nonce) const {
    const auto response = daemon::digest_response({.algorithm = algorithm,
                                                   .user = username,
                                                   .realm = realm,
                                                   .password = password,
                                                   .method = method,
                                                   .uri = uri,
                                                   .nonce = nonce,
                                                   .cnonce = cnonce,
                                                   .qop_auth = qop,
                                                   .nonce_count = nc});
    std::string text = "Digest username=\"" + username + "\", realm=\"" + realm + "\", nonce=\"";
    text.append(nonce).append("\", uri=\"" + uri + "\", response=\"" + response + "\"");
    if (!algorithm_name.empty()) text += ", algorithm=" + algorithm_name;
    if (qop) text += ", qop=auth, nc=" + nc + ", cnonce=\"" + cnonce + "\"";
    return text;
  }
};

}  // namespace lineman::test
