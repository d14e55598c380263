#include "ctl/doctor/folders_check.hpp"

#include <sys/stat.h>

#include <array>
#include <cstdio>

namespace lineman::ctl::doctor {
namespace {

std::string mode_text(mode_t mode) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%04o", static_cast<unsigned>(mode & 07777U));
  return text.data();
}

std::string kibibytes(std::uint64_t octets) {
  return std::to_string(octets / 1024) + " KiB";
}

void judge_owner(const User& agent, const StateFacts& state, Result& result) {
  const bool other_owner = state.rights.uid != agent.uid;
  if (!other_owner && state.foreign.empty()) return;
  const auto owner = user_of(other_owner ? state.rights.uid : state.foreign_owner);
  result.findings.push_back(
      {.id = FindingId::state_not_ours,
       .what = "it belongs to " + owner.name + ", and the agent runs as " + agent.name,
       .where = other_owner ? state.path : state.foreign,
       .command = "chown -R " + agent.name + ": " + state.path});
}

void judge_room(const StateFacts& state, Result& result) {
  const bool full = state.free_octets < full_octets || state.free_files < full_files;
  if (!full && state.free_octets >= low_octets) return;
  result.findings.push_back({.id = full ? FindingId::disk_full : FindingId::disk_low,
                             .what = kibibytes(state.free_octets) + " and " +
                                     std::to_string(state.free_files) + " files are free",
                             .where = state.path});
}

void judge_rights(const StateFacts& state, Result& result) {
  if ((state.rights.mode & 077U) != 0) {
    result.findings.push_back({.id = FindingId::state_open,
                               .what = "its mode is " + mode_text(state.rights.mode),
                               .where = state.path,
                               .command = "chmod 0700 " + state.path});
  }
  if (state.read_only) {
    result.findings.push_back({.id = FindingId::state_not_writable,
                               .what = "its file system is read-only",
                               .where = state.path});
  } else if ((state.rights.mode & S_IRWXU) != S_IRWXU) {
    result.findings.push_back({.id = FindingId::state_not_writable,
                               .what = "its mode is " + mode_text(state.rights.mode),
                               .where = state.path,
                               .command = "chmod 0700 " + state.path});
  }
}

void judge_state(const FoldersFacts& facts, Result& result) {
  const auto& state = facts.state;
  if (state.seen == Seen::hidden) {
    result.unchecked.push_back({state.path, "it takes root or the agent's user to look there"});
    return;
  }
  if (state.seen == Seen::no) {
    result.findings.push_back({.id = FindingId::state_missing,
                               .what = "there is no folder of this name",
                               .where = state.path});
    return;
  }
  judge_owner(facts.agent, state, result);
  judge_rights(state, result);
  judge_room(state, result);
  if (!state.searched) {
    result.unchecked.push_back(
        {"what is in " + state.path, "it takes root or the agent's user to look there"});
  }
}

void judge_group(const GroupFacts& group, const std::string& socket, Result& result) {
  if (!group.exists) {
    result.findings.push_back({.id = FindingId::control_group_missing,
                               .what = "the system has no group " + group.name,
                               .where = group.setting,
                               .command = "addgroup --system " + group.name});
  } else if (group.socket_has) {
    result.findings.push_back(
        {.id = FindingId::control_group_other,
         .what = "its group is " + *group.socket_has + " and not " + group.name,
         .where = socket});
  }
}

}  // namespace

Result judge_folders(const FoldersFacts& facts) {
  Result result{.check = "folders", .summary = facts.state.path + ", " + facts.runtime_dir};
  judge_state(facts, result);
  if (!facts.runtime_there) {
    result.findings.push_back({.id = FindingId::runtime_missing,
                               .what = "there is no folder of this name",
                               .where = facts.runtime_dir});
  }
  for (const auto& group : facts.groups) judge_group(group, facts.runtime_dir + "/control", result);
  return result;
}

}  // namespace lineman::ctl::doctor
