#include "ctl/doctor/settings_check.hpp"

#include <cerrno>
#include <system_error>

namespace lineman::ctl::doctor {
namespace {

// "FILE:LINE", and the file alone where it is meant as a whole.
std::string place_of(const daemon::SettingProblem& problem) {
  return problem.line == 0 ? problem.file : problem.file + ':' + std::to_string(problem.line);
}

bool is_for_others(const daemon::SettingProblem& problem) {
  return problem.line == 0 && problem.sentence.ends_with(std::generic_category().message(EACCES));
}

}  // namespace

Result judge_settings(const std::string& file, const ReadSettings& settings) {
  Result result{.check = "settings", .summary = file};
  if (settings) return result;
  for (const auto& problem : settings.error()) {
    if (is_for_others(problem)) {
      result.unchecked.push_back({problem.file, "only root or its owner may read it"});
    } else {
      result.findings.push_back(
          {.id = FindingId::settings_wrong, .what = problem.sentence, .where = place_of(problem)});
    }
  }
  return result;
}

daemon::Settings usable(const ReadSettings& settings) {
  return settings ? *settings : daemon::Settings{};
}

}  // namespace lineman::ctl::doctor
