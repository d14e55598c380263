#include <grp.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>

#include "ctl/doctor/folders_check.hpp"
#include "daemon/groups.hpp"

namespace lineman::ctl::doctor {
namespace {

namespace fs = std::filesystem;

constexpr unsigned most_entries = 4096;  // that are looked at in the state directory

std::string group_name(gid_t gid) {
  group entry{};
  group* found = nullptr;
  std::array<char, 4096> buffer{};
  getgrgid_r(gid, &entry, buffer.data(), buffer.size(), &found);
  return found == nullptr ? std::to_string(gid) : entry.gr_name;
}

// The first thing within that is not the agent's.
void search(StateFacts& state, uid_t agent) {
  std::error_code error;
  unsigned left = most_entries;
  for (auto at = fs::recursive_directory_iterator{state.path, error};
       !error && at != fs::recursive_directory_iterator{} && left-- > 0; at.increment(error)) {
    struct stat entry {};
    if (lstat(at->path().c_str(), &entry) != 0 || entry.st_uid == agent) continue;
    state.foreign = at->path();
    state.foreign_owner = entry.st_uid;
    break;
  }
  state.searched = !error;
}

StateFacts look_at_state(const std::string& path, uid_t agent) {
  StateFacts state{.path = path};
  struct stat folder {};
  if (stat(path.c_str(), &folder) != 0) {
    state.seen = errno == EACCES ? Seen::hidden : Seen::no;
    return state;
  }
  if (!S_ISDIR(folder.st_mode)) return state;
  state.seen = Seen::yes;
  state.rights = {.uid = folder.st_uid, .gid = folder.st_gid, .mode = folder.st_mode & 07777U};
  struct statvfs disk {};
  if (statvfs(path.c_str(), &disk) == 0) {
    state.read_only = (disk.f_flag & ST_RDONLY) != 0;
    state.free_octets = std::uint64_t{disk.f_bavail} * disk.f_frsize;
    // Some file systems do not count files.
    state.free_files = disk.f_files == 0 ? full_files : std::uint64_t{disk.f_favail};
  }
  search(state, agent);
  return state;
}

// `setting` is the group of the socket, or whoever else may change.
GroupFacts look_at_group(std::string setting, std::string_view name, const std::string& socket,
                         bool of_socket) {
  GroupFacts facts{.setting = std::move(setting), .name = std::string{name}};
  const auto gid = daemon::group_named(facts.name);
  facts.exists = gid.has_value();
  struct stat file {};
  if (of_socket && gid && stat(socket.c_str(), &file) == 0 && file.st_gid != *gid)
    facts.socket_has = group_name(file.st_gid);
  return facts;
}

}  // namespace

FoldersFacts look_at_folders(const daemon::Options& options, const daemon::Settings& settings,
                             const User& agent) {
  FoldersFacts facts{.agent = agent, .runtime_dir = options.runtime_dir};
  facts.state = look_at_state(options.state_dir, agent.uid);
  facts.runtime_there = fs::is_directory(options.runtime_dir);
  const auto socket = options.runtime_dir + "/control";
  const auto read_group = settings.text("control.group");
  const auto write_group = settings.text("control.write_group");
  facts.groups.push_back(look_at_group("control.group", read_group, socket, true));
  if (write_group != read_group)
    facts.groups.push_back(look_at_group("control.write_group", write_group, socket, false));
  return facts;
}

}  // namespace lineman::ctl::doctor
