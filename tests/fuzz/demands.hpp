// What a fuzz target demands; it aborts where that does not hold.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include "datamodel/text_rules.hpp"

namespace lineman::test {

inline void demand(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

// A sentence that goes into logs and status: not endless, UTF-8, one line.
inline void demand_shown(const std::string& sentence, std::size_t longest) {
  demand(sentence.size() <= longest, "a sentence is too long\n");
  demand(datamodel::utf8_length(sentence).has_value(), "a sentence is no UTF-8\n");
  demand(!datamodel::has_control_character(sentence), "a sentence has a control character\n");
}

}  // namespace lineman::test
