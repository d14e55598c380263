// The verb timeline.
#include <cerrno>
#include <ctime>
#include <fstream>
#include <ostream>
#include <system_error>

#include "ctl/output.hpp"
#include "ctl/timeline/past_of_agent.hpp"
#include "ctl/timeline/past_of_journal.hpp"
#include "ctl/timeline/picture.hpp"
#include "ctl/timeline/text_rows.hpp"
#include "ctl/timeline/time_argument.hpp"
#include "ctl/timeline/timeline_reply.hpp"
#include "ctl/verbs.hpp"
#include "datamodel/instance.hpp"

namespace lineman::ctl {
namespace {

using timeline::Past;
using timeline::Timeline;
using timeline::Zone;
using PastOrError = tl::expected<Past, CallError>;

// When the machine started, by the clock as it is set now.
std::int64_t booted(std::int64_t now) {
  timespec up{};
  return clock_gettime(CLOCK_BOOTTIME, &up) == 0 ? now - up.tv_sec : 0;
}

// The events first: what happens between the two calls is then in the status at most, and that
// counts only where there was no event.
PastOrError past_from_agent(const CommandLine& line, const Console& console) {
  const Agent agent{line.runtime_dir};
  const auto events = agent.call("Events", {});
  if (!events) return tl::unexpected{events.error()};
  const auto status = agent.call("Status", {});
  if (!status) return tl::unexpected{status.error()};
  return timeline::past_of_agent(*events, *status, console.now, booted(console.now));
}

std::string system_words() {
  return std::generic_category().message(errno);
}

PastOrError past_from_journal(const std::string& path, Console& console) {
  const auto past_of = [&](std::istream& in) -> PastOrError {
    auto past = timeline::past_of_journal(in);
    if (past) return std::move(*past);
    return tl::unexpected{CallError{.sentence = path + ": " + past.error()}};
  };
  if (path == "-") return past_of(console.in);
  errno = 0;
  std::ifstream file{path};
  if (file.is_open()) return past_of(file);
  return tl::unexpected{CallError{.sentence = "cannot read " + path + ": " + system_words()}};
}

int write_file(const std::string& path, const std::string& text, const CommandLine& line,
               Console& console) {
  errno = 0;
  std::ofstream file{path, std::ios::binary};
  file << text;
  file.close();
  if (file) return exit_done;
  return fail({.sentence = "cannot write " + path + ": " + system_words()}, line, console);
}

// A picture, unless somebody reads along.
int show_timeline(const Timeline& drawn, const Zone& zone, const CommandLine& line,
                  Console& console) {
  if (const auto file = line.options.find("--output"); file != line.options.end()) {
    if (line.format != Format::text) {
      return misuse("--output writes the picture; what -f says goes to standard output", line,
                    console);
    }
    return write_file(file->second, timeline::picture_of(drawn, zone), line, console);
  }
  if (line.format != Format::text) {
    return show(
        timeline::reply_of(drawn), [&] { return timeline::view_of(drawn); }, line, console);
  }
  if (!console.terminal && !line.names_format) {
    console.out << timeline::picture_of(drawn, zone);
    return exit_done;
  }
  console.out << timeline::text_rows(drawn, zone, console.width, console.colours);
  if (console.terminal) console.out << "`linemanctl timeline --output FILE` draws it (SVG).\n";
  return exit_done;
}

}  // namespace

int run_timeline(const CommandLine& line, Console& console) {
  const Zone zone{line.has("--utc") ? Zone::Kind::utc : Zone::Kind::local};
  std::vector<unsigned> accounts;
  for (const auto& word : line.words) {
    const auto account = to_count(word, datamodel::maximum_accounts);
    if (!account) return misuse("'" + word + "' is no account", line, console);
    accounts.push_back(*account);
  }
  std::optional<std::int64_t> since;
  if (const auto given = line.options.find("--since"); given != line.options.end()) {
    const auto time = timeline::time_argument(given->second, console.now, zone);
    if (!time) return misuse("--since: " + time.error(), line, console);
    since = *time;
  }
  const auto journal = line.options.find("--journal");
  const auto past = journal == line.options.end() ? past_from_agent(line, console)
                                                  : past_from_journal(journal->second, console);
  if (!past) return fail(past.error(), line, console);
  const auto drawn = timeline::timeline_of(*past, since, accounts);
  if (drawn.rows.empty()) return fail({.sentence = "there is no such account"}, line, console);
  return show_timeline(drawn, zone, line, console);
}

}  // namespace lineman::ctl
