#include <algorithm>
#include <ostream>

#include "ctl/printers.hpp"

namespace lineman::ctl {
namespace {

constexpr std::size_t gap = 2;  // between columns
constexpr std::size_t hanging_indent = 4;

std::string_view colour_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return {};
    case Tone::good:
      return "\033[32m";
    case Tone::bad:
      return "\033[31m";
    case Tone::faint:
      return "\033[2m";
  }
  return {};
}

class TextPrinter {
 public:
  TextPrinter(std::ostream& out, bool colours, unsigned width)
      : out_{out}, colours_{colours}, width_{width} {}

  void print(const Document& document) {
    for (const auto& section : document) {
      if (!first_) out_ << '\n';
      first_ = false;
      if (!section.title.empty()) {
        painted(section.title, "\033[1m");
        out_ << '\n';
      }
      const bool has_fields = std::ranges::any_of(
          section.fields, [](const Field& field) { return !field.for_programs; });
      print_fields(section.fields);
      if (has_fields && !section.table.rows.empty()) out_ << '\n';
      print_table(section.table);
      if (!section.notes.empty() && (has_fields || !section.table.rows.empty())) out_ << '\n';
      for (const auto& note : section.notes) wrapped({.value = note}, 0, longest_word(note));
    }
  }

 private:
  void painted(const std::string& text, std::string_view colour) {
    const bool paint = colours_ && !colour.empty() && !text.empty();
    if (paint) out_ << colour;
    out_ << printable(text);
    if (paint) out_ << "\033[0m";
  }

  void spaces(std::size_t count) { out_ << std::string(count, ' '); }

  void print_fields(const std::vector<Field>& fields) {
    std::size_t widest = 0;
    for (const auto& field : fields) widest = std::max(widest, columns_of(field.label));
    for (const auto& field : fields) {
      if (field.for_programs) continue;
      out_ << field.label;
      spaces(widest - columns_of(field.label) + gap);
      wrapped(field.cell, widest + gap, longest_word(field.cell.text()));
    }
  }

  // The rest of a line that stands at column `indent`, and as many more as it takes: below it, or
  // far to the left where a word of `longest` columns would not fit otherwise.
  void wrapped(const Cell& cell, std::size_t indent, std::size_t longest) {
    const auto& text = cell.text();
    if (!text.empty() && indent + longest > width_ && hanging_indent + longest <= width_) {
      out_ << '\n';
      spaces(hanging_indent);
      indent = hanging_indent;
    }
    const std::size_t room = std::max(width_, indent + longest) - indent;
    std::string line;
    std::size_t begin = 0;
    while (begin < text.size()) {
      const auto end = std::min(text.find(' ', begin), text.size());
      const auto word = text.substr(begin, end - begin);
      if (!line.empty() && columns_of(line) + 1 + columns_of(word) > room) {
        painted(line, colour_of(cell.tone));
        out_ << '\n';
        spaces(indent);
        line.clear();
      }
      if (!line.empty()) line += ' ';
      line += word;
      begin = end + 1;
    }
    painted(line, colour_of(cell.tone));
    out_ << '\n';
  }

  static std::size_t longest_word(std::string_view text) {
    std::size_t longest = 0;
    while (!text.empty()) {
      const auto end = std::min(text.find(' '), text.size());
      longest = std::max(longest, columns_of(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return longest;
  }

  void print_table(const Table& table) {
    if (table.rows.empty()) return;
    const auto widths = widths_of(table);
    Row titles;
    for (const auto& column : table.columns) {
      titles.cells.push_back({.value = column.title, .tone = Tone::faint});
    }
    print_row(table, titles, widths, 0);
    // All rows alike.
    std::size_t longest = 0;
    for (const auto& row : table.rows)
      longest = std::max(longest, longest_word(row.cells.back().text()));
    for (const auto& row : table.rows) print_row(table, row, widths, longest);
  }

  static std::vector<std::size_t> widths_of(const Table& table) {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      auto width = columns_of(table.columns[i].title);
      for (const auto& row : table.rows) width = std::max(width, columns_of(row.cells[i].text()));
      widths.push_back(width);
    }
    return widths;
  }

  // `longest`: columns of the longest word in the last column.
  void print_row(const Table& table, const Row& row, const std::vector<std::size_t>& widths,
                 std::size_t longest) {
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < row.cells.size(); ++i) {
      const auto& cell = row.cells[i];
      const auto padding = widths[i] - columns_of(cell.text());
      const bool right = table.columns[i].align == Align::right;
      if (right) spaces(padding);
      painted(cell.text(), colour_of(cell.tone));
      spaces((right ? 0 : padding) + gap);
      at += widths[i] + gap;
    }
    const auto& last = row.cells.back();
    if (table.columns.back().align == Align::right) {
      const auto padding = widths.back() - columns_of(last.text());
      spaces(padding);
      at += padding;
    }
    wrapped(last, at, longest);
  }

  std::ostream& out_;
  bool colours_;
  std::size_t width_;
  bool first_ = true;
};

}  // namespace

void print_text(const Document& document, std::ostream& out, bool colours, unsigned width) {
  TextPrinter{out, colours, width}.print(document);
}

}  // namespace lineman::ctl
