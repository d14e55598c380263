#include "ctl/doctor/files_check.hpp"

#include <sys/stat.h>

namespace lineman::ctl::doctor {
namespace {

constexpr mode_t others = S_IRWXG | S_IRWXO;

void judge_file(const User& agent, const FileFacts& file, Result& result) {
  const auto find = [&](FindingId id, std::string what, std::string command = {}) {
    result.findings.push_back({.id = id,
                               .what = file.path + ": " + std::move(what),
                               .where = file.setting,
                               .command = std::move(command)});
  };
  if (file.seen == Seen::hidden) {
    result.unchecked.push_back({file.path + " (" + file.setting + ')',
                                "it takes root or the owner of its folder to look at it"});
    return;
  }
  if (file.seen == Seen::no) return find(FindingId::file_missing, "there is no such file");
  if (file.secret && !file.credential && (file.rights.mode & others) != 0) {
    find(FindingId::secret_file_open, "its mode lets others than its owner at it",
         "chmod 0600 " + file.path);
  }
  if (!file.credential && !may_read(agent, file.rights)) {
    find(FindingId::file_not_readable,
         "it belongs to " + user_of(file.rights.uid).name + ", and the agent runs as " + agent.name,
         "chown " + agent.name + ": " + file.path);
  }
  // What is wrong with the mode has been said.
  const bool closed = (file.rights.mode & others) == 0;
  if (!file.objection.empty() && closed)
    result.findings.push_back(
        {.id = FindingId::secret_file_unusable, .what = file.objection, .where = file.setting});
}

}  // namespace

Result judge_files(const User& agent, const std::vector<FileFacts>& files) {
  Result result{.check = "files",
                .summary = files.empty() ? "the settings name none"
                                         : std::to_string(files.size()) + " that settings name"};
  for (const auto& file : files) judge_file(agent, file, result);
  return result;
}

}  // namespace lineman::ctl::doctor
