#include "ctl/doctor/owner.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>

namespace lineman::ctl::doctor {
namespace {

constexpr int most_groups = 256;

User from(const passwd& entry) {
  std::array<gid_t, most_groups> groups{};
  int count = most_groups;
  if (getgrouplist(entry.pw_name, entry.pw_gid, groups.data(), &count) < 0) count = 0;
  return {.uid = entry.pw_uid,
          .name = entry.pw_name,
          .groups = {groups.begin(), groups.begin() + count}};
}

}  // namespace

User user_of(uid_t uid) {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4096> buffer{};
  getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found);
  if (found == nullptr) return {.uid = uid, .name = std::to_string(uid)};
  return from(entry);
}

std::optional<User> user_named(const char* name) {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4096> buffer{};
  getpwnam_r(name, &entry, buffer.data(), buffer.size(), &found);
  if (found == nullptr) return std::nullopt;
  return from(entry);
}

User agent_user(const std::string& socket, bool systems_folders) {
  struct stat file {};
  if (stat(socket.c_str(), &file) == 0) return user_of(file.st_uid);
  if (systems_folders) {
    if (auto user = user_named("lineman")) return std::move(*user);
  }
  return user_of(geteuid());
}

bool may_read(const User& user, const Rights& rights) {
  if (user.uid == 0) return true;
  if (user.uid == rights.uid) return (rights.mode & S_IRUSR) != 0;
  if (std::ranges::find(user.groups, rights.gid) != user.groups.end())
    return (rights.mode & S_IRGRP) != 0;
  return (rights.mode & S_IROTH) != 0;
}

}  // namespace lineman::ctl::doctor
