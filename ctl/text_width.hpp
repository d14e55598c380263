// How much room text takes on a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lineman::ctl {

struct Character {
  std::size_t octets = 1;
  std::size_t columns = 1;  // 0: combines with the one before; 2: wide, as those of Chinese are
};

// The character that a text begins with, which is not empty. UTF-8, whatever the locale says; an
// octet that is none is a character of one column.
Character first_character(std::string_view text);

std::size_t columns_of(std::string_view text);

// The front of a text that fits into so many columns, with what combines with its last character.
std::string_view front_of(std::string_view text, std::size_t columns);

// The same where it fits, otherwise its front and "…".
std::string shortened(std::string_view text, std::size_t columns);

// The words on lines of at most so many columns. A word that fits on no line has one of its own,
// and is longer, unless it may be `broken`. At least one line.
enum class Words { whole, broken };
std::vector<std::string> wrap(std::string_view text, std::size_t columns, Words words);

// Columns of the longest word.
std::size_t longest_word(std::string_view text);

}  // namespace lineman::ctl
