// Up to which generation each door has published: what a restart must not forget.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lineman::agent {

// By the door's name. A door that is not in it has published nothing yet.
using PublishedMarks = std::map<std::string, std::uint64_t, std::less<>>;

// The text of the marks as it stands on the disk: a first line with the format, "door = number"
// lines, a checksum.
std::string print_marks(const PublishedMarks& marks);

// Nothing where the text is torn or none of ours.
std::optional<PublishedMarks> parse_marks(std::string_view text);

}  // namespace lineman::agent
