// The catalogue as it is read.
#pragma once

#include <string>
#include <string_view>

namespace lineman::catalog {

// As journalctl --update-catalog takes it (systemd's "Journal Message Catalogs"); lines of at most
// 80 columns, as journalctl shows them.
std::string journal_catalog();

// docs/events.md.
std::string markdown();

// The sentence's words, with line ends in place of blanks where a line would pass `columns`.
std::string wrapped(std::string_view sentence, std::size_t columns);

}  // namespace lineman::catalog
