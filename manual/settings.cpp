// Settings of the daemons.
#include "daemon/settings_table.hpp"
#include "manual/mdoc.hpp"
#include "manual/page.hpp"

namespace lineman::manual {

std::string settings_list(std::string_view group) {
  std::string list;
  for (const auto& row : daemon::settings_table) {
    if (!row.name.starts_with(std::string{group} + '.')) continue;
    list += ".It Cm " + word(row.name) + '\n' + text_lines(sentence(row.help));
    list += text_lines("Permitted: " + daemon::permitted(row.kind) + '.');
    list += text_lines(row.initial.empty() ? "There is no default."
                                           : "Default: " + std::string{row.initial} + '.');
    if (row.live()) list += "Acts on\n.Dv SIGHUP .\n";
  }
  return list;
}

}  // namespace lineman::manual
