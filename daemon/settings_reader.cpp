#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <memory>
#include <set>
#include <system_error>

#include "daemon/settings.hpp"
#include "daemon/settings_rules.hpp"
#include "datamodel/assignments.hpp"

namespace lineman::daemon {
namespace {

struct Place {
  std::size_t row;
  unsigned index;
  auto operator<=>(const Place&) const = default;
};

// "snmp.user.2.name" is the row "snmp.user.N.name" and 2.
std::optional<Place> place_of(std::string_view name) {
  const auto plain = setting_row(name);
  if (plain != settings_table.size() && name.find(".N.") == std::string_view::npos) {
    return Place{plain, 0};
  }
  for (std::size_t row = 0; row < settings_table.size(); ++row) {
    const auto pattern = settings_table.at(row).name;
    const auto mark = pattern.find("N.");
    if (mark == std::string_view::npos || !name.starts_with(pattern.substr(0, mark))) continue;
    const auto rest = name.substr(mark);
    unsigned index = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), index);
    const auto digits = static_cast<std::size_t>(end - rest.data());
    if (error != std::errc{} || rest.starts_with('0')) continue;
    if (index < 1 || index > maximum_setting_index) continue;
    if (rest.substr(digits) == pattern.substr(mark + 1)) return Place{row, index};
  }
  return std::nullopt;
}

// Gathers what all sources say, and all that is wrong with it.
class Reader {
 public:
  void read_file(const std::string& path, bool has_to_be_there);
  void read_folder(const std::string& path);
  void read_command_line(const std::vector<std::string>& sets);
  tl::expected<Settings, SettingProblems> finish();

 private:
  void take(const std::string& file, unsigned line, const std::string& name, std::string value);
  void report(const std::string& file, unsigned line, std::string sentence) {
    problems_.push_back({file, line, std::move(sentence)});
  }

  Settings settings_;
  SettingOrigins origins_;
  SettingProblems problems_;
};

std::string reason(int error) {
  return std::generic_category().message(error);
}

tl::expected<std::string, std::pair<int, std::string>> content_of(const std::string& path) {
  const auto fail = [](int error, std::string sentence) {
    return tl::unexpected(std::pair(error, std::move(sentence)));
  };
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) return fail(errno, "cannot be read: " + reason(errno));
  const std::unique_ptr<const int, void (*)(const int*)> closer(
      &descriptor, [](const int* open_one) { close(*open_one); });
  struct stat file {};
  if (fstat(descriptor, &file) != 0 || !S_ISREG(file.st_mode)) {
    return fail(EINVAL, "is no regular file");
  }
  std::string content;
  std::array<char, 4096> chunk{};
  while (true) {
    const auto got = read(descriptor, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(errno, "cannot be read: " + reason(errno));
    if (got == 0) return content;
    content.append(chunk.data(), static_cast<std::size_t>(got));
    if (content.size() > maximum_settings_file) {
      return fail(EFBIG, "has more than " + std::to_string(maximum_settings_file) + " octets");
    }
  }
}

void Reader::take(const std::string& file, unsigned line, const std::string& name,
                  std::string value) {
  const auto place = place_of(name);
  if (!place) return report(file, line, "unknown setting " + name);
  const auto& setting = settings_table.at(place->row);
  if (value.empty()) {
    settings_.forget(place->row, place->index);
    origins_.erase({place->row, place->index});
    return;
  }
  const auto problem = problem_with_setting(setting.kind, value);
  if (!problem.empty()) {
    const auto quoted = setting.secret() ? "" : " '" + value + "'";
    report(file, line, name + quoted + ' ' + problem);
  }
  // A wrong value counts as said, so that what goes together is not blamed for it.
  settings_.set(place->row, place->index, std::move(value));
  origins_[{place->row, place->index}] = {file, line};
}

void Reader::read_file(const std::string& path, bool has_to_be_there) {
  const auto content = content_of(path);
  if (!content) {
    const bool missing = content.error().first == ENOENT && !has_to_be_there;
    if (!missing) report(path, 0, content.error().second);
    return;
  }
  const auto read = datamodel::read_assignments(*content);
  std::map<std::string, unsigned> seen;
  auto bad = read.bad.begin();
  for (const auto& one : read.good) {
    for (; bad != read.bad.end() && bad->line < one.line; ++bad) {
      report(path, bad->line, bad->sentence);
    }
    const auto [first, is_new] = seen.emplace(one.name, one.line);
    if (is_new) {
      take(path, one.line, one.name, one.value);
    } else {
      report(path, one.line,
             one.name + " is set twice, first in line " + std::to_string(first->second));
    }
  }
  for (; bad != read.bad.end(); ++bad) report(path, bad->line, bad->sentence);
}

void Reader::read_folder(const std::string& path) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(path.c_str()), closedir);
  if (folder == nullptr) {
    if (errno != ENOENT) report(path, 0, "cannot be read: " + reason(errno));
    return;
  }
  std::vector<std::string> names;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the stream is ours alone
  while (const dirent* entry = readdir(folder.get())) {
    const std::string name = static_cast<const char*>(entry->d_name);
    if (name.ends_with(".conf") && !name.starts_with('.')) names.push_back(name);
  }
  if (names.size() > maximum_settings_files) {
    return report(path, 0, "has more than " + std::to_string(maximum_settings_files) + " files");
  }
  std::ranges::sort(names);
  for (const auto& name : names) {
    auto file = path;
    read_file(file.append("/").append(name), true);
  }
}

void Reader::read_command_line(const std::vector<std::string>& sets) {
  for (const auto& text : sets) {
    const auto read = datamodel::read_assignments(text);
    if (read.good.size() != 1 || !read.bad.empty()) {
      report("--set", 0, read.bad.empty() ? "is not KEY=VALUE" : read.bad.front().sentence);
      continue;
    }
    take("--set", 0, read.good.front().name, read.good.front().value);
  }
}

tl::expected<Settings, SettingProblems> Reader::finish() {
  auto broken = broken_setting_rules(settings_, origins_);
  problems_.insert(problems_.end(), broken.begin(), broken.end());
  if (!problems_.empty()) return tl::unexpected(std::move(problems_));
  return std::move(settings_);
}

}  // namespace

tl::expected<Settings, SettingProblems> read_settings(const Options& options) {
  Reader reader;
  reader.read_file(options.config, options.config_named);
  reader.read_folder(options.config + ".d");
  reader.read_command_line(options.sets);
  return reader.finish();
}

}  // namespace lineman::daemon
