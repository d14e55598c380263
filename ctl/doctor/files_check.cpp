#include "ctl/doctor/files_check.hpp"

#include <sys/stat.h>

#include "ctl/doctor/counted.hpp"

namespace lineman::ctl::doctor {
namespace {

constexpr mode_t others = S_IRWXG | S_IRWXO;

void judge_file(const FileFacts& file, Result& result) {
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
  if (!file.credential && !may_read(file.reader, file.rights)) {
    find(FindingId::file_not_readable,
         "it belongs to " + user_of(file.rights.uid).name + ", and it is read as " +
             file.reader.name,
         "chown " + file.reader.name + ": " + file.path);
  }
  // What is wrong with the mode has been said.
  const bool closed = (file.rights.mode & others) == 0;
  if (!file.objection.empty() && closed)
    result.findings.push_back(
        {.id = FindingId::secret_file_unusable, .what = file.objection, .where = file.setting});
}

}  // namespace

Result judge_files(const std::vector<FileFacts>& files) {
  Result result{.check = "files",
                .summary = files.empty()
                               ? "the settings name none"
                               : counted(files.size(), "file") + " that the settings name"};
  for (const auto& file : files) judge_file(file, result);
  return result;
}

}  // namespace lineman::ctl::doctor
