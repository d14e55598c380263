// Text in Markdown.
#pragma once

#include <string>
#include <string_view>

namespace lineman::manual {

// Plain text as running text or in a table's cell: what Markdown would obey is shown. `code` stays
// code; line breaks become blanks.
std::string marked_down(std::string_view text);

// As code, in a table's cell too. The text has no backtick.
std::string code(std::string_view text);

// A row of a table with two columns.
std::string table_row(std::string_view left, std::string_view right);

}  // namespace lineman::manual
