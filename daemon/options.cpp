#include "daemon/options.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace lineman::daemon {
namespace {

constexpr std::array option_rows = {
    OptionRow{"--config", "FILE",
              "settings (default /etc/lineman/lineman.conf); FILE.d/*.conf is read after it"},
    OptionRow{"--state-dir", "DIR",
              "where the phone's configuration is kept (default /var/lib/lineman)", true},
    OptionRow{"--runtime-dir", "DIR", "where the sockets are (default /run/lineman)"},
    OptionRow{"--set", "KEY=VALUE",
              "a setting that counts before those of the files; may be given again"},
    OptionRow{"--check", "", "read everything, print each problem as file:line: sentence, and end"},
    OptionRow{"--version", "", "print the version and end"},
    OptionRow{"--help", "", "print this and end"},
};

std::string usage_of(const Program& program) {
  std::string text = "usage: " + std::string(program.name) + " [--config FILE]";
  if (program.has_state_dir) text += " [--state-dir DIR]";
  return text + " [--runtime-dir DIR] [--set KEY=VALUE]... [--check]\n";
}

std::string help_of(const Program& program) {
  constexpr std::size_t help_column = 21;
  std::string text = usage_of(program) + "\n" + std::string(program.summary) + "\n\n";
  for (const auto& row : option_rows) {
    if (row.of_state_dir && !program.has_state_dir) continue;
    auto line = "  " + std::string(row.name) + (row.value.empty() ? "" : " ");
    line += row.value;
    line.resize(std::max(line.size() + 2, help_column), ' ');
    text += line + std::string(row.help) + '\n';
  }
  return text +
         "\n"
         "Runs in the foreground. SIGHUP reads the settings again, SIGTERM ends it.\n"
         "Exit codes: 0 done, 1 refused or failed, 2 wrong usage.\n";
}

Leave wrong(const Program& program, const std::string& sentence) {
  return {exit_usage, std::string(program.name) + ": " + sentence + "\n" + usage_of(program) +
                          "Try '" + std::string(program.name) + " --help'.\n"};
}

// "--name=value" or "--name value": the value goes to `value`, if there is one.
struct Argument {
  std::string_view name;
  std::optional<std::string_view> value;
};

Argument split(std::string_view word) {
  const auto equals = word.find('=');
  if (!word.starts_with("--") || equals == std::string_view::npos) return {word, std::nullopt};
  return {word.substr(0, equals), word.substr(equals + 1)};
}

// The option that takes a value under this name; nullptr where there is none.
std::string* text_of(Options& options, const Program& program, std::string_view name) {
  if (name == "--config") return &options.config;
  if (name == "--runtime-dir") return &options.runtime_dir;
  if (name == "--state-dir" && program.has_state_dir) return &options.state_dir;
  return nullptr;
}

// A secret that is given by mistake as a value has to stay out of the message: only the name is
// quoted.
std::optional<std::string> problem_with_set(std::string_view text) {
  const auto equals = text.find('=');
  if (equals != std::string_view::npos && equals != 0) return std::nullopt;
  return "--set takes KEY=VALUE";
}

}  // namespace

std::span<const OptionRow> option_table() {
  return option_rows;
}

std::variant<Options, Leave> read_options(const Program& program,
                                          std::span<const char* const> arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto [name, value] = split(arguments[i]);
    if (name == "--help" && !value) return Leave{exit_done, help_of(program)};
    if (name == "--version" && !value) {
      return Leave{exit_done, std::string(program.name) + " " LINEMAN_VERSION "\n"};
    }
    if (name == "--check" && !value) {
      options.check = true;
      continue;
    }
    auto* text = text_of(options, program, name);
    if (text == nullptr && name != "--set") {
      return wrong(program, "unknown argument '" + std::string(name) + "'");
    }
    if (!value && i + 1 < arguments.size()) value = arguments[++i];
    if (!value || value->empty()) return wrong(program, std::string(name) + " takes a value");
    if (text != nullptr) {
      *text = *value;
      options.config_named = options.config_named || name == "--config";
      continue;
    }
    if (const auto problem = problem_with_set(*value)) return wrong(program, *problem);
    options.sets.emplace_back(*value);
  }
  return options;
}

int leave(const Leave& leave) {
  std::fputs(leave.text.c_str(), leave.code == exit_done ? stdout : stderr);
  return leave.code;
}

}  // namespace lineman::daemon
