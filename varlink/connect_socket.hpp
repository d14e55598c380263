// Connecting to a local socket.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace lineman::varlink {

// A connected, non-blocking descriptor that the caller owns. Never waits: a listener whose line is
// full counts as nobody there. The error is a sentence that names the path.
tl::expected<int, std::string> connect_to(const std::string& path);

}  // namespace lineman::varlink
