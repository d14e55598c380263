// Options of linemanctl and of the daemons.
#include "daemon/options.hpp"
#include "ctl/command_line.hpp"
#include "manual/mdoc.hpp"
#include "manual/page.hpp"

namespace lineman::manual {
namespace {

std::string item(std::string_view name, std::string_view value, std::string_view help) {
  return ".It " + option_macros(name, value) + '\n' + text_lines(sentence(help));
}

}  // namespace

std::string common_options_list() {
  std::string list;
  for (const auto& option : ctl::common_options)
    list += item(option.name, option.value, option.help);
  return list;
}

std::string daemon_options_list(bool has_state_dir) {
  std::string list;
  for (const auto& row : daemon::option_table()) {
    if (!row.of_state_dir || has_state_dir) list += item(row.name, row.value, row.help);
  }
  return list;
}

}  // namespace lineman::manual
