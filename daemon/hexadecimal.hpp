// Octets as people and protocols write them.
#pragma once

#include <string>
#include <string_view>

namespace lineman::daemon {

// Lower-case digits, two for each octet.
inline std::string hexadecimal(std::string_view octets) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * octets.size());
  for (const char octet : octets) {
    const auto value = static_cast<unsigned char>(octet);
    text += digits[value >> 4U];
    text += digits[value & 0xFU];
  }
  return text;
}

}  // namespace lineman::daemon
