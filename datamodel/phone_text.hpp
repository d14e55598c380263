// In which characters a phone configuration file is written.
#pragma once

#include <string>
#include <string_view>

namespace lineman::datamodel {

struct PhoneText {
  std::string text;           // UTF-8, without a byte-order mark, with the lines of the file
  unsigned latin_1_line = 0;  // the first line that is not UTF-8, from 1; 0: all of it is
};

// What is not well-formed UTF-8 as a whole is Latin-1 (ISO 8859-1) as a whole: every octet is one
// character.
PhoneText read_characters(std::string_view octets);

// What people are told of a file that is not UTF-8.
inline constexpr std::string_view latin_1_sentence =
    "the line is not UTF-8; the whole file is read as Latin-1";

}  // namespace lineman::datamodel
