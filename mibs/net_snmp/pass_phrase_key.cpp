#include "mibs/net_snmp/pass_phrase_key.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace lineman::mibs {
namespace {

// So many octets of the pass phrase, repeated, are hashed.
constexpr std::size_t octets_to_hash = 1'048'576;

// Handed to OpenSSL at a time, or one pass phrase where it is longer.
constexpr std::size_t octets_at_once = 4'096;

struct FreeHash {
  void operator()(EVP_MD_CTX* hash) const { EVP_MD_CTX_free(hash); }
};

}  // namespace

std::string key_of_pass_phrase(AuthProtocol protocol, std::string_view pass_phrase) {
  const auto* const kind = protocol == AuthProtocol::sha512 ? EVP_sha512() : EVP_sha256();
  const std::unique_ptr<EVP_MD_CTX, FreeHash> hash{EVP_MD_CTX_new()};
  bool good = hash != nullptr && EVP_DigestInit_ex(hash.get(), kind, nullptr) == 1;
  std::string repeated;
  repeated.reserve(octets_at_once + pass_phrase.size());
  while (repeated.size() < octets_at_once) repeated += pass_phrase;
  for (std::size_t left = octets_to_hash; good && left > 0;) {
    const auto size = std::min(left, repeated.size());
    good = EVP_DigestUpdate(hash.get(), repeated.data(), size) == 1;
    left -= size;
  }
  std::string key(static_cast<std::size_t>(EVP_MD_get_size(kind)), '\0');
  good = good &&
         EVP_DigestFinal_ex(hash.get(), reinterpret_cast<unsigned char*>(key.data()), nullptr) == 1;
  OPENSSL_cleanse(repeated.data(), repeated.size());
  if (!good) key.clear();
  return key;
}

}  // namespace lineman::mibs
