// Our messages as gzip (TR-069, 3.4.1; RFC 1952).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lineman::cwmp {

// Nothing where there is no memory for it.
std::optional<std::string> gzip(std::string_view octets);

}  // namespace lineman::cwmp
