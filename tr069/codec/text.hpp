// Text on its way into and out of messages: what may leave us, and what numbers and booleans look
// like in XML (XML Schema part 2).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lineman::cwmp {

// Characters of a sentence of somebody else's that is shown or logged.
inline constexpr std::size_t longest_sentence = 256;
inline constexpr std::size_t longest_name = 64;  // and of an element's name within one

// Without control characters (U+0000 to 001F, 007F) and what else XML forbids; octets that are no
// UTF-8 become U+FFFD.
std::string clean(std::string_view text);

// Clean, in one line, of at most `longest` characters; "..." at the end says that there was more.
std::string printable(std::string_view text, std::size_t longest = longest_sentence);

// Of well-formed UTF-8; octets where it is none.
std::size_t count_characters(std::string_view text);

bool is_blank(std::string_view text);  // white space, or nothing

// White space around is ignored.
std::optional<bool> parse_boolean(std::string_view text);       // 0, 1, false, true
std::optional<unsigned> parse_unsigned(std::string_view text);  // "2", "+2", "02"
std::optional<int> parse_integer(std::string_view text);        // "-1" as well

}  // namespace lineman::cwmp
