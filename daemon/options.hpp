// The command line of the daemons.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lineman::daemon {

inline constexpr std::string_view default_config = "/etc/lineman/lineman.conf";
inline constexpr std::string_view default_state_dir = "/var/lib/lineman";
inline constexpr std::string_view default_runtime_dir = "/run/lineman";

// Exit codes of every program of ours.
inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;

// What differs between the programs.
struct Program {
  std::string_view name;     // "lineman-agentd"
  std::string_view summary;  // one line, what it is
  bool has_state_dir = false;
};

// One option, as --help and the manual page show it.
struct OptionRow {
  std::string_view name;      // "--config"
  std::string_view value;     // what its value is called: "FILE"; empty: it takes none
  std::string_view help;      // without a full stop
  bool of_state_dir = false;  // only where the program has one
};

std::span<const OptionRow> option_table();

struct Options {
  std::string config{default_config};
  bool config_named = false;  // by the user: then the file has to be there
  std::string state_dir{default_state_dir};
  std::string runtime_dir{default_runtime_dir};
  std::vector<std::string> sets{};  // KEY=VALUE, in their order
  bool check = false;
};

// The program has nothing more to do: print and exit. Code 0 goes to standard output, others to
// standard error.
struct Leave {
  int code = exit_done;
  std::string text;
};

// `arguments` without the program's own name.
std::variant<Options, Leave> read_options(const Program& program,
                                          std::span<const char* const> arguments);

// Prints, and gives the exit code back.
int leave(const Leave& leave);

}  // namespace lineman::daemon
