// Text of others in our sentences.
#pragma once

#include <string>
#include <string_view>

namespace lineman::cwmp {

// `text` in one line without control characters, cut after longest_quotation octets (session.hpp),
// never within a character of UTF-8; three dots say that it was cut.
std::string quotation(std::string_view text);

}  // namespace lineman::cwmp
