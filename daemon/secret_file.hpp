// Secrets come as files (systemd credentials, or files that only their owner may read).
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace lineman::daemon {

// Octets of a secret, without the end of line.
inline constexpr std::size_t maximum_secret = 1024;

// The content without the end of line, if there is one. Refused with a sentence that names the file
// and never quotes it: a file that cannot be read, is no regular file, is empty, too long, no text,
// or may be read by others than its owner, unless it lies below $CREDENTIALS_DIRECTORY
// (systemd.exec(5)), whose modes are systemd's business.
tl::expected<std::string, std::string> read_secret(const std::string& path);

}  // namespace lineman::daemon
