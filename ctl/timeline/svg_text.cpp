#include "ctl/timeline/svg_text.hpp"

#include <array>
#include <charconv>

#include "ctl/printers.hpp"
#include "ctl/text_width.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::ctl::timeline {
namespace {

bool is_ascii(char octet) {
  return static_cast<unsigned char>(octet) < 0x80;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

// U+FFFE and U+FFFF are well-formed UTF-8 and no characters of XML.
std::string characters_of(std::string_view text) {
  auto characters = printable(text);
  if (!datamodel::utf8_length(characters)) {
    for (auto& octet : characters) octet = is_ascii(octet) ? octet : '?';
  }
  replace_all(characters, "\xEF\xBF\xBE", "?");
  replace_all(characters, "\xEF\xBF\xBF", "?");
  return characters;
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string escaped;
  for (const char octet : characters_of(text)) {
    switch (octet) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += octet;
    }
  }
  return escaped;
}

std::string svg_number(double number) {
  std::array<char, 32> text{};
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, 1);
  std::string_view written{text.data(), static_cast<std::size_t>(end - text.data())};
  if (written.ends_with(".0")) written.remove_suffix(2);
  return std::string{written == "-0" ? "0" : written};
}

std::string shortened(std::string_view text, std::size_t characters) {
  if (columns_of(text) <= characters) return std::string{text};
  std::string shown;
  std::size_t count = 0;
  for (const char octet : text) {
    const bool begins = (static_cast<unsigned char>(octet) & 0xC0U) != 0x80U;
    if (begins && ++count == characters) break;
    shown += octet;
  }
  return shown + "…";
}

}  // namespace lineman::ctl::timeline
