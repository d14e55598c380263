#include "ctl/print_table.hpp"

#include <algorithm>

#include "ctl/table_layout.hpp"
#include "ctl/text_width.hpp"

namespace lineman::ctl {
namespace {

class TablePrinter {
 public:
  TablePrinter(const Table& table, TextWriter& out)
      : table_{table}, layout_{layout_of(table, out.width())}, out_{out} {}

  void print() {
    print_titles();
    std::size_t longest = 0;  // all rows alike
    for (const auto& row : table_.rows) {
      if (!row.for_programs) longest = std::max(longest, longest_word(last(row).text()));
    }
    for (const auto& row : table_.rows) {
      if (!row.for_programs) print_row(row, longest);
    }
  }

 private:
  const Cell& last(const Row& row) const { return row.cells[layout_.columns.back()]; }

  void print_titles() {
    Row titles;
    for (const auto& column : table_.columns) {
      titles.cells.push_back({.value = column.title, .tone = Tone::faint});
    }
    print_cells(titles, 0);
  }

  void print_row(const Row& row, std::size_t longest) {
    const auto own = layout_.own_line;
    if (own && *own == 0) print_own_line(row.cells[0], 0);
    print_cells(row, longest);
    if (own && *own != 0) print_own_line(row.cells[*own], layout_.widths.front() + column_gap);
  }

  bool leaves_row(const Cell& cell) const {
    return columns_of(cell.text()) > layout_.widest_in_row;
  }

  void print_own_line(const Cell& cell, std::size_t indent) {
    if (!leaves_row(cell) || cell.text() == "-") return;
    out_.spaces(indent);
    out_.wrapped(cell, indent, longest_word(cell.text()));
  }

  // `longest`: columns of the longest word in the last column.
  void print_cells(const Row& row, std::size_t longest) {
    std::size_t at = layout_.indent;
    out_.spaces(at);
    std::vector<std::string> below;  // the rest of a free text, at column `below_at`
    std::size_t below_at = 0;
    Tone below_tone = Tone::plain;
    for (std::size_t i = 0; i + 1 < layout_.columns.size(); ++i) {
      const auto column = layout_.columns[i];
      const bool elsewhere = layout_.own_line == column && leaves_row(row.cells[column]);
      const auto& cell = elsewhere ? nothing_ : row.cells[column];
      auto lines = wrap(cell.text(), layout_.widths[i], Words::broken);
      print_cell(lines.front(), cell.tone, table_.columns[column].align, layout_.widths[i]);
      if (lines.size() > 1) {
        below.assign(lines.begin() + 1, lines.end());
        below_at = at;
        below_tone = cell.tone;
      }
      at += layout_.widths[i] + column_gap;
    }
    print_last(last(row), at, longest);
    for (const auto& line : below) {
      out_.spaces(below_at);
      out_.text(line, below_tone);
      out_.end_line();
    }
  }

  void print_cell(const std::string& text, Tone tone, Align align, std::size_t width) {
    const auto padding = width - columns_of(text);
    if (align == Align::right) out_.spaces(padding);
    out_.text(text, tone);
    out_.spaces((align == Align::right ? 0 : padding) + column_gap);
  }

  void print_last(const Cell& cell, std::size_t at, std::size_t longest) {
    if (table_.columns[layout_.columns.back()].align == Align::right) {
      const auto padding = layout_.widths.back() - columns_of(cell.text());
      out_.spaces(padding);
      at += padding;
    }
    out_.wrapped(cell, at, longest);
  }

  const Table& table_;
  TableLayout layout_;
  TextWriter& out_;
  const Cell nothing_{};
};

}  // namespace

void print_table(const Table& table, TextWriter& out) {
  const auto for_people = [](const Row& row) { return !row.for_programs; };
  if (std::ranges::any_of(table.rows, for_people)) TablePrinter{table, out}.print();
}

}  // namespace lineman::ctl
