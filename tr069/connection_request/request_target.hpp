// What a request is for (RFC 9112, 3.2).
#pragma once

#include <string_view>

namespace lineman::cwmp {

// Path and query: "/path?query" of itself and of "http://host:port/path?query". "/" where an
// absolute one has no path; another form comes back as it is. Good as long as `target`.
std::string_view resource_of(std::string_view target);

// The resource without its query.
std::string_view path_of(std::string_view target);

}  // namespace lineman::cwmp
