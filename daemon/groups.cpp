#include "daemon/groups.hpp"

#include <grp.h>
#include <pwd.h>

#include <cerrno>
#include <vector>

namespace lineman::daemon {
namespace {

// `get` is getgrnam_r or getpwnam_r. Of the entry nothing but its numbers may be read: what it
// points to is gone.
template <typename Entry>
std::optional<Entry> entry_named(int (*get)(const char*, Entry*, char*, std::size_t, Entry**),
                                 const std::string& name) {
  constexpr std::size_t first_guess = 1024;
  constexpr std::size_t limit = std::size_t{1} << 20;  // groups with very many members
  Entry entry{};
  Entry* found = nullptr;
  for (std::vector<char> buffer(first_guess); buffer.size() <= limit;
       buffer.resize(buffer.size() * 2)) {
    const int error = get(name.c_str(), &entry, buffer.data(), buffer.size(), &found);
    if (error == ERANGE) continue;
    if (found == nullptr) return std::nullopt;
    return entry;
  }
  return std::nullopt;
}

}  // namespace

std::optional<gid_t> group_named(const std::string& name) {
  const auto entry = entry_named(getgrnam_r, name);
  if (!entry) return std::nullopt;
  return entry->gr_gid;
}

std::optional<uid_t> user_named(const std::string& name) {
  const auto entry = entry_named(getpwnam_r, name);
  if (!entry) return std::nullopt;
  return entry->pw_uid;
}

}  // namespace lineman::daemon
