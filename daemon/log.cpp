#include "daemon/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <syslog.h>
// Where in the source a message comes from says nothing: all come from here.
#define SD_JOURNAL_SUPPRESS_LOCATION  // NOLINT: sd-journal.h asks for it
#include <systemd/sd-journal.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <vector>

#include "datamodel/text_rules.hpp"

namespace lineman::log {
namespace {

struct Output {
  std::shared_ptr<spdlog::logger> logger = std::make_shared<spdlog::logger>(
      "lineman", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  bool to_journal = false;
  std::string program = "lineman";
};

Output& output() {
  static Output instance;
  return instance;
}

// systemd.exec(5): JOURNAL_STREAM is the device and inode of the journal's socket.
bool standard_error_is_the_journal() {
  const char* stream =
      std::getenv("JOURNAL_STREAM");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  if (stream == nullptr) return false;
  struct stat status {};
  if (fstat(STDERR_FILENO, &status) != 0) return false;
  return std::to_string(status.st_dev) + ':' + std::to_string(status.st_ino) == stream;
}

int priority_of(Level level) {
  switch (level) {
    case Level::trace:
    case Level::debug:
      return LOG_DEBUG;
    case Level::info:
      return LOG_INFO;
    case Level::warning:
      return LOG_WARNING;
    case Level::error:
      return LOG_ERR;
    case Level::critical:
    case Level::off:
      break;
  }
  return LOG_CRIT;
}

spdlog::level::level_enum spdlog_level(Level level) {
  return static_cast<spdlog::level::level_enum>(level);
}
static_assert(static_cast<int>(Level::off) == static_cast<int>(SPDLOG_LEVEL_OFF));

void write_to_journal(Level level, Event event, const std::string& message, Fields fields) {
  std::vector<std::string> lines;
  lines.push_back("MESSAGE=" + message);
  lines.push_back("PRIORITY=" + std::to_string(priority_of(level)));
  lines.push_back("SYSLOG_IDENTIFIER=" + output().program);
  if (event != Event::none) lines.push_back("MESSAGE_ID=" + message_id_of(event));
  for (const auto& field : fields) {
    lines.push_back(std::string{field.name} + '=' + printable(field.value));
  }
  std::vector<iovec> vectors;
  vectors.reserve(lines.size());
  for (auto& line : lines) vectors.push_back({line.data(), line.size()});
  sd_journal_sendv(vectors.data(), static_cast<int>(vectors.size()));
}

void write_to_standard_error(Level level, std::string message, Fields fields) {
  for (const auto& field : fields) {
    message.append(" ").append(field.name).append("=").append(printable(field.value));
  }
  output().logger->log(spdlog_level(level), message);
}

}  // namespace

void set_up(std::string_view program, Level level, Target target) {
  auto& out = output();
  out.program = program;
  out.to_journal =
      target == Target::journal || (target == Target::automatic && standard_error_is_the_journal());
  out.logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ " + std::string{program} + " %l: %v",
                          spdlog::pattern_time_type::utc);
  out.logger->set_level(spdlog_level(level));
  out.logger->flush_on(spdlog::level::trace);
}

void write(Level level, Event event, std::string_view message, Fields fields) {
  const auto& out = output();
  if (level == Level::off || !out.logger->should_log(spdlog_level(level))) return;
  if (out.to_journal) {
    write_to_journal(level, event, printable(message), fields);
  } else {
    write_to_standard_error(level, printable(message), fields);
  }
}

std::string printable(std::string_view text) {
  const bool well_formed = datamodel::utf8_length(text).has_value();
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet >= 0x20 && octet != 0x7F && (octet < 0x80 || well_formed)) {
      result += c;
      continue;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    result += "\\x";
    result += digits[octet >> 4U];
    result += digits[octet & 0xFU];
  }
  return result;
}

bool level_from(std::string_view word, Level& level) {
  constexpr std::array<std::string_view, 7> words = {"trace", "debug",    "info", "warning",
                                                     "error", "critical", "off"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != word) continue;
    level = static_cast<Level>(i);
    return true;
  }
  return false;
}

}  // namespace lineman::log
