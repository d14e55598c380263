// Tables of a document, as they fit a terminal.
#pragma once

#include "ctl/document.hpp"
#include "ctl/text_writer.hpp"

namespace lineman::ctl {

// Nothing where all rows are for programs.
void print_table(const Table& table, TextWriter& out);

}  // namespace lineman::ctl
