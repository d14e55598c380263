#include "datamodel/value_text.hpp"

#include <chrono>

#include "datamodel/ascii.hpp"
#include "datamodel/time_text.hpp"

namespace lineman::datamodel {
namespace {

bool is_control(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet < 0x20 || octet == 0x7F;
}

// The number that digits alone write to `base`.
std::optional<int> number_of(std::string_view digits, int base) {
  const auto number = whole_number<int>(digits, base);
  return number && *number >= 0 ? number : std::nullopt;
}

}  // namespace

std::string escaped(std::string_view value) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(value.size());
  for (const char c : value) {
    if (c == '\\') {
      text += "\\\\";
    } else if (is_control(c)) {
      const auto octet = static_cast<unsigned char>(c);
      text += "\\x";
      text += digits[octet >> 4U];
      text += digits[octet & 0xFU];
    } else {
      text += c;
    }
  }
  return text;
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string value;
  value.reserve(text.size());
  while (!text.empty()) {
    if (is_control(text[0])) return std::nullopt;
    if (text[0] != '\\') {
      value += text[0];
      text.remove_prefix(1);
    } else if (text.starts_with("\\\\")) {
      value += '\\';
      text.remove_prefix(2);
    } else {
      if (!text.starts_with("\\x") || text.size() < 4) return std::nullopt;
      const auto octet = number_of(text.substr(2, 2), 16);
      if (!octet) return std::nullopt;
      const auto character = static_cast<char>(*octet);
      if (escaped({&character, 1}) != text.substr(0, 4)) return std::nullopt;
      value += character;
      text.remove_prefix(4);
    }
  }
  return value;
}

std::string value_line(std::string_view name, std::string_view value) {
  return std::string{name}.append(" = ").append(escaped(value)).append("\n");
}

std::optional<std::int64_t> seconds_of(std::string_view text) {
  namespace chrono = std::chrono;
  constexpr std::string_view shape = "0000-00-00T00:00:00Z";
  if (text.size() != shape.size()) return std::nullopt;
  const auto part = [&](std::size_t from, std::size_t size) {
    return number_of(text.substr(from, size), 10).value_or(-1);
  };
  const auto day = chrono::year_month_day{chrono::year{part(0, 4)},
                                          chrono::month{static_cast<unsigned>(part(5, 2))},
                                          chrono::day{static_cast<unsigned>(part(8, 2))}};
  if (!day.ok()) return std::nullopt;
  const auto time = chrono::sys_days{day} + chrono::hours{part(11, 2)} +
                    chrono::minutes{part(14, 2)} + chrono::seconds{part(17, 2)};
  const auto seconds = std::int64_t{time.time_since_epoch() / chrono::seconds{1}};
  if (utc_text(seconds) != text) return std::nullopt;
  return seconds;
}

}  // namespace lineman::datamodel
