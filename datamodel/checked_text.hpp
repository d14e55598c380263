// Text files whose last line is a checksum over all that stands before it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lineman::datamodel {

// `body`, which ends with a line's end, and behind it "sha256 = (64 hexadecimal digits)".
std::string with_checksum(std::string body);

// What stands before the checksum; nothing where it is missing or not right.
std::optional<std::string_view> checked_body(std::string_view text);

// Takes the next line off `text`, without its end.
std::string_view take_line(std::string_view& text);

}  // namespace lineman::datamodel
