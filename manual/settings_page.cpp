#include "daemon/settings_table.hpp"
#include "manual/markdown.hpp"
#include "manual/mdoc.hpp"
#include "manual/reference.hpp"

namespace lineman::manual {
namespace {

constexpr std::string_view introduction =
    "# Settings\n\n"
    "Every line that `/etc/lineman/lineman.conf` and its drop-ins may hold "
    "([configuration.md](configuration.md) says how they\n"
    "are read), written from `daemon/settings_table.hpp`. N is a number from 1 to 32. What acts on "
    "SIGHUP is taken over by\n"
    "`systemctl reload`, everything else when the daemon starts.\n";

std::string section(const daemon::Setting& row) {
  auto text = "\n### " + std::string{row.name} + "\n\n" + marked_down(sentence(row.help)) + "\n\n";
  text += "| | |\n| --- | --- |\n";
  text += table_row("permitted", marked_down(daemon::permitted(row.kind)));
  text += table_row("default", row.initial.empty() ? "none" : code(row.initial));
  return text + table_row("acts", row.live() ? "on SIGHUP" : "after the next start");
}

std::string_view group_of(const daemon::Setting& row) {
  return row.name.substr(0, row.name.find('.'));
}

}  // namespace

std::string settings_page() {
  std::string page{introduction};
  std::string_view group;
  for (const auto& row : daemon::settings_table) {
    if (group != group_of(row)) page.append("\n## ").append(group = group_of(row)).append("\n");
    page += section(row);
  }
  return page;
}

}  // namespace lineman::manual
