// How a value stands in one line of the store's files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lineman::datamodel {

// A backslash becomes two, a control character \xNN; everything else stands as it is.
std::string escaped(std::string_view value);

// Nothing for a text that escaped() does not write.
std::optional<std::string> unescaped(std::string_view text);

// "name = value\n", with the value escaped.
std::string value_line(std::string_view name, std::string_view value);

// Seconds since the epoch of a time as utc_text writes it; nothing for another text.
std::optional<std::int64_t> seconds_of(std::string_view utc_text);

}  // namespace lineman::datamodel
