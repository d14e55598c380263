#include "daemon/groups.hpp"

#include <grp.h>

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

}  // namespace lineman::daemon
