// Compression as gzip(1) has it (RFC 1952).
#pragma once

#include <string>
#include <string_view>

namespace lineman::ctl::bundle {

// Throws std::bad_alloc where there is no memory, and nothing else.
std::string gzip(std::string_view content);

}  // namespace lineman::ctl::bundle
