// Groups and users of the system by name.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace lineman::daemon {

// Nothing where there is none. Both read files: not while anybody waits.
std::optional<gid_t> group_named(const std::string& name);
std::optional<uid_t> user_named(const std::string& name);

}  // namespace lineman::daemon
