#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "datamodel/values.hpp"

namespace lineman::datamodel {
namespace {

std::string hexadecimal(std::span<const unsigned char> octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto octet : octets) {
    text += digits[octet >> 4U];
    text += digits[octet & 0xFU];
  }
  return text;
}

}  // namespace

std::string digest_of(const Values& values, unsigned accounts) {
  std::vector<std::string> lines;
  for (const auto ref : all_of(accounts)) {
    lines.push_back(name_of(ref).append("=").append(values.get(ref)).append("\n"));
  }
  std::ranges::sort(lines);
  std::string all;
  for (const auto& line : lines) all += line;
  std::array<unsigned char, 32> hash{};
  EVP_Digest(all.data(), all.size(), hash.data(), nullptr, EVP_sha256(), nullptr);
  return hexadecimal(hash);
}

}  // namespace lineman::datamodel
