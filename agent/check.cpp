#include "agent/check.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "agent/factory_values.hpp"
#include "agent/snmp_setup.hpp"
#include "agent/store/generation_file.hpp"
#include "agent/store/store_names.hpp"
#include "daemon/log.hpp"

namespace lineman::agent {
namespace {

namespace fs = std::filesystem;

class Report {
 public:
  void line(const std::string& text) {
    std::fprintf(stderr, "%s\n", log::printable(text).c_str());
    good_ = false;
  }
  bool good() const { return good_; }

 private:
  bool good_ = true;
};

// Every generation as the agent would read it. The files are only read, so that a running agent is
// not disturbed.
void check_generations(const std::string& state_dir, unsigned accounts, Report& report) {
  const fs::path folder = fs::path{state_dir} / "generations";
  std::error_code error;
  std::vector<std::string> names;
  for (auto at = fs::directory_iterator{folder, error}; !error && at != fs::directory_iterator{};
       at.increment(error)) {
    names.push_back(at->path().filename());
  }
  if (error == std::errc::no_such_file_or_directory) return;  // nothing stored yet
  if (error) return report.line(folder.string() + ":1: cannot be read: " + error.message());
  for (const auto number : sort_names(names).whole) {
    const auto path = folder / std::to_string(number);
    std::ifstream file{path, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (!file) {
      report.line(path.string() + ":1: cannot be read");
      continue;
    }
    const auto read = parse_generation(text, accounts);
    if (!read) {
      report.line(path.string() + ":1: " + read.error().sentence);
      continue;
    }
    for (const auto& sentence : read->reports) report.line(path.string() + ":1: " + sentence);
  }
}

}  // namespace

int check(const daemon::Options& options, const daemon::Settings& settings) {
  Report report;
  for (const auto& problem :
       snmp_setup(settings, identity_of(settings), options.state_dir).problems) {
    report.line(options.config + ":1: " + problem);
  }
  const auto factory = read_factory_values(std::string{settings.text("device.factory_file")},
                                           settings.number("device.accounts"));
  for (const auto& problem : factory.problems) report.line(problem);
  check_generations(options.state_dir, settings.number("device.accounts"), report);
  return report.good() ? daemon::exit_done : daemon::exit_failed;
}

}  // namespace lineman::agent
