#include "manual/mdoc.hpp"

#include <algorithm>

namespace lineman::manual {
namespace {

bool ends_sentence(std::string_view text, std::size_t at) {
  return text[at] == '.' && at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\n');
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (letter == '\\') {
      result += "\\e";
    } else if (letter == '-') {
      result += "\\-";  // what is typed, not what hyphenates
    } else if (letter == '\n') {
      result += ' ';
    } else {
      result += letter;
    }
  }
  return result;
}

std::string word(std::string_view text) {
  std::string quoted;
  for (const char letter : escaped(text)) {
    if (letter == '"')
      quoted += "\\(dq";
    else
      quoted += letter;
  }
  // A word in quotes that begins so is never taken for a macro or for punctuation.
  return "\"\\&" + quoted + '"';
}

std::string text_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    auto end = text.find('.');
    while (end != std::string_view::npos && !ends_sentence(text, end))
      end = text.find('.', end + 1);
    const auto line = text.substr(0, end == std::string_view::npos ? end : end + 1);
    const bool is_obeyed = line.starts_with('.') || line.starts_with('\'');
    lines += (is_obeyed ? "\\&" : "") + escaped(line) + '\n';
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return lines;
}

std::string sentence(std::string_view text) {
  if (text.empty()) return {};
  std::string result{text};
  if (result.front() >= 'a' && result.front() <= 'z')
    result.front() = static_cast<char>(result.front() - 'a' + 'A');
  if (!result.ends_with('.')) result += '.';
  return result;
}

std::string option_macros(std::string_view name, std::string_view value) {
  // mdoc's Fl puts one dash before its word itself.
  std::string macros = "Fl " + escaped(name.substr(1));
  if (!value.empty()) macros += " Ar " + word(value);
  return macros;
}

}  // namespace lineman::manual
