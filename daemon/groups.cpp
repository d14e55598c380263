#include "daemon/groups.hpp"

#include <grp.h>
#include <pwd.h>

#include <array>
#include <cerrno>
#include <vector>

namespace lineman::daemon {

std::optional<gid_t> group_named(const std::string& name) {
  constexpr std::size_t first_guess = 1024;
  constexpr std::size_t limit = std::size_t{1} << 20;  // groups with very many members
  group entry{};
  group* found = nullptr;
  for (std::vector<char> buffer(first_guess); buffer.size() <= limit;
       buffer.resize(buffer.size() * 2)) {
    const int error = getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found);
    if (error == ERANGE) continue;
    if (found == nullptr) return std::nullopt;
    return entry.gr_gid;
  }
  return std::nullopt;
}

std::optional<uid_t> user_named(const std::string& name) {
  std::array<char, 4096> buffer{};  // users have no members
  passwd entry{};
  passwd* found = nullptr;
  getpwnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found);
  if (found == nullptr) return std::nullopt;
  return entry.pw_uid;
}

}  // namespace lineman::daemon
