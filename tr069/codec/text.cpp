#include "tr069/codec/text.hpp"

#include <algorithm>

#include "datamodel/ascii.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view no_character_1 = "\xEF\xBF\xBE";
constexpr std::string_view no_character_2 = "\xEF\xBF\xBF";

bool is_plain(char c) {
  return c >= ' ' && c <= '~';
}

// The octets of the character that `text` begins with; empty where it begins with none.
std::string_view first_character(std::string_view text) {
  for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length)
    if (datamodel::utf8_length(text.substr(0, length)) == 1) return text.substr(0, length);
  return {};
}

std::string_view trim(std::string_view text) {
  return datamodel::trimmed(text, " \t\r\n");
}

template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  auto digits = trim(text);
  if (digits.size() > 1 && digits.front() == '+' && digits[1] != '-') digits.remove_prefix(1);
  return datamodel::whole_number<Number>(digits);
}

}  // namespace

std::string clean(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const auto plain = std::find_if_not(text.begin(), text.end(), is_plain) - text.begin();
    result += text.substr(0, static_cast<std::size_t>(plain));
    text.remove_prefix(static_cast<std::size_t>(plain));
    if (text.empty()) break;
    const auto character = first_character(text);
    text.remove_prefix(character.empty() ? 1 : character.size());
    if (character.empty())
      result += replacement;
    else if (character != no_character_1 && character != no_character_2 &&
             !datamodel::has_control_character(character))
      result += character;
  }
  return result;
}

std::string printable(std::string_view text, std::size_t longest) {
  std::string line(text.substr(0, 4 * longest + 4));
  const bool cut = line.size() < text.size();
  for (char& c : line)
    if (c == '\t' || c == '\r' || c == '\n') c = ' ';
  line = clean(trim(line));
  if (!cut && count_characters(line) <= longest) return line;
  std::string result;
  std::string_view rest = line;
  for (std::size_t i = 0; i + 3 < longest && !rest.empty(); ++i) {
    const auto character = first_character(rest);
    result += character;
    rest.remove_prefix(character.size());
  }
  return result + "...";
}

std::size_t count_characters(std::string_view text) {
  return datamodel::utf8_length(text).value_or(text.size());
}

bool is_blank(std::string_view text) {
  return trim(text).empty();
}

std::optional<bool> parse_boolean(std::string_view text) {
  const auto word = trim(text);
  if (word == "1" || word == "true") return true;
  if (word == "0" || word == "false") return false;
  return std::nullopt;
}

std::optional<unsigned> parse_unsigned(std::string_view text) {
  return parse_number<unsigned>(text);
}

std::optional<int> parse_integer(std::string_view text) {
  return parse_number<int>(text);
}

}  // namespace lineman::cwmp
