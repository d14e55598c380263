// Letters of HTTP, which are ASCII whatever the locale says.
#pragma once

#include <string>
#include <string_view>

namespace lineman::web {

constexpr char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

constexpr bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

constexpr bool is_alphanumeric(char letter) {
  return is_digit(letter) || (lower(letter) >= 'a' && lower(letter) <= 'z');
}

// Of a hexadecimal digit; -1 of anything else.
constexpr int hexadecimal_value(char letter) {
  if (is_digit(letter)) return letter - '0';
  const char small = lower(letter);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

inline std::string lower_case(std::string_view text) {
  std::string small;
  for (const char letter : text) small += lower(letter);
  return small;
}

}  // namespace lineman::web
