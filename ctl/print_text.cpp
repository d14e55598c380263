#include <algorithm>

#include "ctl/print_table.hpp"
#include "ctl/printers.hpp"
#include "ctl/text_width.hpp"
#include "ctl/text_writer.hpp"

namespace lineman::ctl {
namespace {

void print_fields(const std::vector<Field>& fields, TextWriter& out) {
  std::size_t widest = 0;
  for (const auto& field : fields) widest = std::max(widest, columns_of(field.label));
  for (const auto& field : fields) {
    if (field.for_programs) continue;
    out.text(field.label);
    out.spaces(widest - columns_of(field.label) + column_gap);
    out.wrapped(field.cell, widest + column_gap, longest_word(field.cell.text()));
  }
}

// Whether people see any of its fields, any of its rows.
bool has_fields(const Section& section) {
  return std::ranges::any_of(section.fields,
                             [](const Field& field) { return !field.for_programs; });
}

bool has_rows(const Section& section) {
  return std::ranges::any_of(section.table.rows, [](const Row& row) { return !row.for_programs; });
}

bool is_shown(const Section& section) {
  return !section.title.empty() || has_fields(section) || has_rows(section) ||
         !section.notes.empty();
}

void print_section(const Section& section, TextWriter& out) {
  if (!section.title.empty()) {
    out.title(section.title);
    out.end_line();
  }
  print_fields(section.fields, out);
  if (has_fields(section) && has_rows(section)) out.end_line();
  print_table(section.table, out);
  if (!section.notes.empty() && (has_fields(section) || has_rows(section))) out.end_line();
  for (const auto& note : section.notes) out.wrapped({.value = note}, 0, longest_word(note));
}

}  // namespace

std::vector<StyledLine> text_lines(const Document& document, std::size_t width) {
  TextWriter writer{width};
  bool first = true;
  for (const auto& section : document) {
    if (!is_shown(section)) continue;
    if (!first) writer.end_line();
    first = false;
    print_section(section, writer);
  }
  return writer.lines();
}

void print_text(const Document& document, std::ostream& out, bool colours, unsigned width) {
  write_lines(text_lines(document, width), out, colours);
}

}  // namespace lineman::ctl
