#include "daemon/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <initializer_list>

#include "daemon/hexadecimal.hpp"

namespace lineman::daemon {

namespace {

std::string hash(DigestAlgorithm algorithm, std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto part : parts) (text += part) += ':';
  text.pop_back();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  const auto* kind = algorithm == DigestAlgorithm::sha256 ? EVP_sha256() : EVP_md5();
  if (EVP_Digest(text.data(), text.size(), digest.data(), &length, kind, nullptr) != 1) return {};
  return hexadecimal({reinterpret_cast<const char*>(digest.data()), length});
}

}  // namespace

std::string digest_response(const DigestParts& parts) {
  const auto algorithm = parts.algorithm;
  auto secret = hash(algorithm, {parts.user, parts.realm, parts.password});
  if (secret.empty()) return {};
  if (algorithm == DigestAlgorithm::md5_sess) {
    secret = hash(algorithm, {secret, parts.nonce, parts.cnonce});
  }
  const auto request = hash(algorithm, {parts.method, parts.uri});
  if (!parts.qop_auth) return hash(algorithm, {secret, parts.nonce, request});
  return hash(algorithm, {secret, parts.nonce, parts.nonce_count, parts.cnonce, "auth", request});
}

}  // namespace lineman::daemon
