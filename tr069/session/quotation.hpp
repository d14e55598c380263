// Text of others in our sentences.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lineman::cwmp {

inline constexpr std::size_t longest_quotation = 200;  // octets

// `text` in one line without control characters, cut after longest_quotation octets, never within a
// character of UTF-8; three dots say that it was cut.
std::string quotation(std::string_view text);

}  // namespace lineman::cwmp
