#include "sipcore/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace lineman::sipcore {

namespace {

std::string hash(DigestAlgorithm algorithm, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  const auto* kind = algorithm == DigestAlgorithm::sha256 ? EVP_sha256() : EVP_md5();
  if (EVP_Digest(text.data(), text.size(), digest.data(), &length, kind, nullptr) != 1) {
    throw std::runtime_error("the hash of digest authentication is not to be had");
  }
  static constexpr char digits[] = "0123456789abcdef";
  std::string hexadecimal;
  for (unsigned i = 0; i < length; ++i) {
    hexadecimal += digits[digest[i] >> 4U];
    hexadecimal += digits[digest[i] & 0xFU];
  }
  return hexadecimal;
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto part : parts) (text += part) += ':';
  text.pop_back();
  return text;
}

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
  const auto algorithm = challenge.algorithm.value();
  auto secret = hash(algorithm,
                     joined({input.credentials.user, challenge.realm, input.credentials.password}));
  if (algorithm == DigestAlgorithm::md5_sess) {
    secret = hash(algorithm, joined({secret, challenge.nonce, input.cnonce}));
  }
  const auto request = hash(algorithm, joined({input.method, input.uri}));
  if (!challenge.qop_auth) return hash(algorithm, joined({secret, challenge.nonce, request}));
  return hash(algorithm, joined({secret, challenge.nonce, count_text(input.nonce_count),
                                 input.cnonce, "auth", request}));
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
