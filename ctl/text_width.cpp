#include "ctl/text_width.hpp"

#include <algorithm>
#include <clocale>
#include <cwchar>

namespace lineman::ctl {
namespace {

// The tables of the C library, as they are for UTF-8. What the user's own locale says does not
// matter: the agent's words are UTF-8.
class Utf8Tables {
 public:
  Utf8Tables() : before_{uselocale(tables())} {}
  ~Utf8Tables() { uselocale(before_); }
  Utf8Tables(const Utf8Tables&) = delete;
  Utf8Tables& operator=(const Utf8Tables&) = delete;

 private:
  static locale_t tables() {
    static const locale_t made = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return made;
  }

  locale_t before_;
};

// Takes the first word off a text, and the space behind it.
std::string_view take_word(std::string_view& text) {
  const auto end = std::min(text.find(' '), text.size());
  const auto word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

class Lines {
 public:
  Lines(std::size_t columns, Words words) : columns_{columns}, words_{words} {}

  void add(std::string_view word) {
    if (!line_.empty() && columns_of(line_) + 1 + columns_of(word) > columns_) end_line();
    if (!line_.empty()) line_ += ' ';
    if (words_ == Words::broken) word = broken(word);
    line_ += word;
  }

  std::vector<std::string> take() {
    end_line();
    return std::move(lines_);
  }

 private:
  void end_line() {
    lines_.push_back(line_);
    line_.clear();
  }

  // Lines of what is too long for one; the rest of it.
  std::string_view broken(std::string_view word) {
    while (columns_of(word) > columns_) {
      const auto fits = front_of(word, columns_).size();
      const auto front = fits == 0 ? first_character(word).octets : fits;
      lines_.emplace_back(word.substr(0, front));
      word.remove_prefix(front);
    }
    return word;
  }

  std::size_t columns_;
  Words words_;
  std::string line_{};
  std::vector<std::string> lines_{};
};

}  // namespace

Character first_character(std::string_view text) {
  const Utf8Tables tables;
  std::mbstate_t state{};
  wchar_t character = 0;
  const auto octets = std::mbrtowc(&character, text.data(), text.size(), &state);
  if (octets == 0 || octets > text.size()) return {};
  const int columns = wcwidth(character);
  return {.octets = octets, .columns = columns < 0 ? 1U : static_cast<std::size_t>(columns)};
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const auto character = first_character(text);
    columns += character.columns;
    text.remove_prefix(character.octets);
  }
  return columns;
}

std::string_view front_of(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto character = first_character(text.substr(at));
    if (character.columns > columns) break;
    columns -= character.columns;
    at += character.octets;
  }
  return text.substr(0, at);
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (columns_of(text) <= columns) return std::string{text};
  return columns == 0 ? "" : std::string{front_of(text, columns - 1)} + "…";
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns, Words words) {
  Lines lines{std::max<std::size_t>(columns, 1), words};
  while (!text.empty()) lines.add(take_word(text));
  return lines.take();
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) longest = std::max(longest, columns_of(take_word(text)));
  return longest;
}

}  // namespace lineman::ctl
