#include "datamodel/sha256.hpp"

#include <openssl/evp.h>

#include <array>

namespace lineman::datamodel {

std::string sha256_of(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, 32> hash{};
  EVP_Digest(text.data(), text.size(), hash.data(), nullptr, EVP_sha256(), nullptr);
  std::string result;
  result.reserve(2 * hash.size());
  for (const auto octet : hash) {
    result += digits[octet >> 4U];
    result += digits[octet & 0xFU];
  }
  return result;
}

}  // namespace lineman::datamodel
