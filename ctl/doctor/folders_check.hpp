// Are the state and runtime directories the agent's own, and is there room?
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ctl/doctor/finding.hpp"
#include "ctl/doctor/owner.hpp"
#include "daemon/settings.hpp"

namespace lineman::ctl::doctor {

enum class Seen : std::uint8_t { yes, no, hidden };  // hidden: this user may not look

struct StateFacts {
  std::string path{};
  Seen seen = Seen::no;
  Rights rights{};
  // The first thing within that belongs to somebody else; empty: none, or not looked at.
  std::string foreign{};
  uid_t foreign_owner = 0;
  bool searched = false;          // whether this user could look at all that is within
  bool read_only = false;         // the file system
  std::uint64_t free_octets = 0;  // for the agent's user
  std::uint64_t free_files = 0;
};

struct GroupFacts {
  std::string setting{};  // "control.group"
  std::string name{};
  bool exists = false;
  // The setting's group is meant, and the socket has another one.
  std::optional<std::string> socket_has{};
};

struct FoldersFacts {
  User agent{};
  StateFacts state{};
  std::string runtime_dir{};
  bool runtime_there = false;
  std::vector<GroupFacts> groups{};
};

// Below these a disk is called full or nearly full.
inline constexpr std::uint64_t full_octets = std::uint64_t{256} * 1024;
inline constexpr std::uint64_t low_octets = std::uint64_t{4} * 1024 * 1024;
inline constexpr std::uint64_t full_files = 4;

// Pure.
Result judge_folders(const FoldersFacts& facts);

FoldersFacts look_at_folders(const daemon::Options& options, const daemon::Settings& settings,
                             const User& agent);

}  // namespace lineman::ctl::doctor
