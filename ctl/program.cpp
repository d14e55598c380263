#include "ctl/program.hpp"

#include <algorithm>
#include <ostream>

#include "ctl/help.hpp"
#include "ctl/verbs.hpp"

namespace lineman::ctl {
namespace {

const Verb* find_verb(std::string_view name) {
  const auto all = verbs();
  const auto at = std::ranges::find(all, name, &Verb::name);
  return at == all.end() ? nullptr : &*at;
}

std::optional<Syntax> syntax_of(std::string_view name) {
  const auto* verb = find_verb(name);
  return verb == nullptr ? std::nullopt : std::optional{verb->syntax};
}

}  // namespace

int run_program(std::span<const std::string> arguments, Console& console) {
  const auto line = parse_command_line(arguments, syntax_of);
  if (!line) {
    console.err << "linemanctl: " << line.error() << "\nTry 'linemanctl --help'.\n";
    return exit_usage;
  }
  const auto* verb = find_verb(line->verb);
  if (line->version) {
    console.out << "linemanctl " << LINEMAN_VERSION << '\n';
    return exit_done;
  }
  if (line->help) {
    verb == nullptr ? print_help(console.out) : print_help(*verb, console.out);
    return exit_done;
  }
  return verb->run(*line, console);
}

}  // namespace lineman::ctl
