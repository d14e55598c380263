#include <ostream>

#include "ctl/printers.hpp"

namespace lineman::ctl {
namespace {

std::string joined(std::string_view front, std::string_view back) {
  std::string key{front};
  if (!front.empty() && !back.empty()) key += '.';
  return key.append(back);
}

void print_line(std::ostream& out, std::string_view key, const Cell& cell) {
  out << printable(key) << '=' << printable(cell.value) << '\n';
}

}  // namespace

void print_keyvalue(const Document& document, std::ostream& out) {
  for (const auto& section : document) {
    for (const auto& field : section.fields) {
      if (field.for_people) continue;
      print_line(out, joined(section.key, field.key), field.cell);
    }
    for (const auto& row : section.table.rows) {
      const auto row_key = joined(section.key, row.key);
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        print_line(out, joined(row_key, section.table.columns[i].key), row.cells[i]);
      }
    }
  }
}

}  // namespace lineman::ctl
