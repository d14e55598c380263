#include "datamodel/phone_text.hpp"

#include "datamodel/checked_text.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::datamodel {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

unsigned first_line_that_is_not_utf8(std::string_view octets) {
  for (unsigned line = 1; !octets.empty(); ++line) {
    if (!utf8_length(take_line(octets))) return line;
  }
  return 0;
}

std::string from_latin_1(std::string_view octets) {
  std::string text;
  text.reserve(octets.size() + octets.size() / 8);
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | (octet >> 6U));
      text += static_cast<char>(0x80U | (octet & 0x3FU));
    }
  }
  return text;
}

}  // namespace

PhoneText read_characters(std::string_view octets) {
  if (octets.starts_with(byte_order_mark)) octets.remove_prefix(byte_order_mark.size());
  const auto line = first_line_that_is_not_utf8(octets);
  return {.text = line == 0 ? std::string{octets} : from_latin_1(octets), .latin_1_line = line};
}

}  // namespace lineman::datamodel
