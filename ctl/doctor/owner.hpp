// Users of the system, and what their files let them do.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace lineman::ctl::doctor {

// Somebody whose rights are judged.
struct User {
  uid_t uid = 0;
  std::string name{};           // "lineman", or the number where nobody has a name for it
  std::vector<gid_t> groups{};  // all of them
};

User user_of(uid_t uid);
std::optional<User> user_named(const char* name);  // nothing where there is none

// Whose the daemons are: the owner of the control socket where there is one, else `lineman` for the
// system's folders, else whoever asks.
User agent_user(const std::string& socket, bool systems_folders);

// Owner and mode of a file, as stat(2) has them.
struct Rights {
  uid_t uid = 0;
  gid_t gid = 0;
  mode_t mode = 0;
};

// Pure. Whether `user` may read it, by its mode alone.
bool may_read(const User& user, const Rights& rights);

}  // namespace lineman::ctl::doctor
