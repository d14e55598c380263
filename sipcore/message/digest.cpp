#include "sipcore/message/digest.hpp"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace lineman::sipcore {

namespace {

std::string count_text(std::uint32_t count) {
  std::array<char, 9> text{};
  std::snprintf(text.data(), text.size(), "%08x", count);
  return text.data();
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

}  // namespace

std::string digest_response(const DigestInput& input) {
  const auto& challenge = input.challenge;
  auto response = daemon::digest_response({.algorithm = challenge.algorithm.value(),
                                           .user = input.credentials.user,
                                           .realm = challenge.realm,
                                           .password = input.credentials.password,
                                           .method = input.method,
                                           .uri = input.uri,
                                           .nonce = challenge.nonce,
                                           .cnonce = input.cnonce,
                                           .qop_auth = challenge.qop_auth,
                                           .nonce_count = count_text(input.nonce_count)});
  if (response.empty()) {
    throw std::runtime_error("the hash of digest authentication is not to be had");
  }
  return response;
}

std::string authorization_line(const DigestInput& input) {
  const auto& challenge = input.challenge;
  std::string line = challenge.proxy ? "Proxy-Authorization: Digest " : "Authorization: Digest ";
  line += "username=" + quoted(input.credentials.user);
  line += ", realm=\"" + challenge.realm + "\", nonce=\"" + challenge.nonce + "\"";
  line += ", uri=" + quoted(input.uri) + ", response=\"" + digest_response(input) + "\"";
  if (!challenge.algorithm_text.empty()) line += ", algorithm=" + challenge.algorithm_text;
  const bool session = challenge.algorithm == DigestAlgorithm::md5_sess;
  if (challenge.qop_auth || session) line += ", cnonce=\"" + std::string(input.cnonce) + "\"";
  if (challenge.qop_auth) line += ", qop=auth, nc=" + count_text(input.nonce_count);
  if (!challenge.opaque.empty()) line += ", opaque=\"" + challenge.opaque + "\"";
  return line + "\r\n";
}

}  // namespace lineman::sipcore
