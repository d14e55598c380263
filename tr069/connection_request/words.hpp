// Words of HTTP that are the same in capital and small letters.
#pragma once

#include <string_view>

#include "datamodel/ascii.hpp"

namespace lineman::cwmp {

inline bool starts_with_word(std::string_view text, std::string_view word) {
  return datamodel::same_word(text.substr(0, word.size()), word);
}

}  // namespace lineman::cwmp
