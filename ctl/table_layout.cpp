#include "ctl/table_layout.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "ctl/text_width.hpp"
#include "ctl/text_writer.hpp"

namespace lineman::ctl {
namespace {

constexpr std::size_t narrowest_free_text = 12;
constexpr std::size_t narrowest_own_line = 14;

// Of those of at most `limit` columns.
std::size_t widest_cell(const Table& table, std::size_t column, std::size_t limit = SIZE_MAX) {
  std::size_t widest = 0;
  for (const auto& row : table.rows) {
    const auto columns = columns_of(row.cells[column].text());
    if (!row.for_programs && columns <= limit) widest = std::max(widest, columns);
  }
  return widest;
}

std::size_t natural_width(const Table& table, std::size_t column) {
  return std::max(columns_of(table.columns[column].title), widest_cell(table, column));
}

std::size_t width_of(const TableLayout& layout) {
  const auto gaps = (layout.columns.size() - 1) * column_gap;
  return std::accumulate(layout.widths.begin(), layout.widths.end(), layout.indent + gaps);
}

TableLayout natural_layout(const Table& table) {
  TableLayout layout;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].fit == Fit::free_text && widest_cell(table, i) == 0) continue;
    layout.columns.push_back(i);
    layout.widths.push_back(natural_width(table, i));
  }
  return layout;
}

// As much narrower as is needed, but not too narrow to be read.
void shrink_free_text(TableLayout& layout, const Table& table, std::size_t width) {
  const auto total = width_of(layout);
  if (total <= width) return;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    if (table.columns[layout.columns[i]].fit != Fit::free_text) continue;
    const auto narrowest = std::min(layout.widths[i], narrowest_free_text);
    const auto excess = std::min(total - width, layout.widths[i] - narrowest);
    layout.widths[i] -= excess;
  }
}

// What the long cells leave, when they leave, goes to the free text.
void grow_free_text(TableLayout& layout, const Table& table, std::size_t width) {
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const auto column = layout.columns[i];
    if (table.columns[column].fit != Fit::free_text) continue;
    const auto room = width - std::min(width, width_of(layout));
    layout.widths[i] = std::min(natural_width(table, column), layout.widths[i] + room);
  }
}

void move_to_own_line(TableLayout& layout, const Table& table, std::size_t width) {
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    if (table.columns[layout.columns[i]].fit != Fit::own_line) continue;
    layout.own_line = layout.columns[i];
    const auto others = width_of(layout) - layout.widths[i];
    if (others + narrowest_own_line <= width) {
      const auto title = columns_of(table.columns[layout.columns[i]].title);
      const auto widest = widest_cell(table, layout.columns[i], width - others);
      layout.widths[i] = layout.widest_in_row = std::max(title, widest);
      return;
    }
    const auto at = static_cast<std::ptrdiff_t>(i);
    layout.columns.erase(layout.columns.begin() + at);
    layout.widths.erase(layout.widths.begin() + at);
    if (i == 0) layout.indent = column_gap;
    return;
  }
}

}  // namespace

TableLayout layout_of(const Table& table, std::size_t width) {
  auto in_one_row = natural_layout(table);
  shrink_free_text(in_one_row, table, width);
  if (width_of(in_one_row) <= width) return in_one_row;
  move_to_own_line(in_one_row, table, width);
  if (!in_one_row.own_line) return natural_layout(table);
  if (in_one_row.widest_in_row != 0) {
    grow_free_text(in_one_row, table, width);
    return in_one_row;
  }
  // There is room for the free text again.
  auto layout = natural_layout(table);
  move_to_own_line(layout, table, width);
  shrink_free_text(layout, table, width);
  return layout;
}

}  // namespace lineman::ctl
