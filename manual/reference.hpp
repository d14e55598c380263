// Pages of docs/ that are written from the tables of the programs.
#pragma once

#include <string>

namespace lineman::manual {

// docs/linemanctl.md: every verb with its words and options.
std::string commands_page();

// docs/settings.md: every setting of the daemons.
std::string settings_page();

}  // namespace lineman::manual
