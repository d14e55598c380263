// Where the columns of a table stand on a terminal of so many columns.
#pragma once

#include <optional>
#include <vector>

#include "ctl/document.hpp"

namespace lineman::ctl {

struct TableLayout {
  std::vector<std::size_t> columns{};     // those of the table that stand in its rows, in order
  std::vector<std::size_t> widths{};      // of each of them
  std::optional<std::size_t> own_line{};  // the column whose cells may leave their rows
  std::size_t widest_in_row = 0;          // of it; a wider cell has a line of its own
  std::size_t indent = 0;                 // of a row whose first column always stands before it
};

// The first of these that fits, or else the last one: everything in one row; free text wrapped; a
// line of its own for what is too long in one column; for all of that column.
TableLayout layout_of(const Table& table, std::size_t width);

}  // namespace lineman::ctl
