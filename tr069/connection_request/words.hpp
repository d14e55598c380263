// Words of HTTP that are the same in capital and small letters.
#pragma once

#include <strings.h>

#include <string_view>

namespace lineman::cwmp {

inline bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

inline bool starts_with_word(std::string_view text, std::string_view word) {
  return same_word(text.substr(0, word.size()), word);
}

}  // namespace lineman::cwmp
