#include "manual/markdown.hpp"

namespace lineman::manual {

std::string marked_down(std::string_view text) {
  constexpr std::string_view obeyed = "\\*[]<>|#";
  std::string shown;
  bool in_code = false;
  for (const char letter : text) {
    if (letter == '`') in_code = !in_code;
    if (!in_code && obeyed.find(letter) != std::string_view::npos) shown += '\\';
    shown += letter == '\n' ? ' ' : letter;
  }
  return shown;
}

std::string code(std::string_view text) {
  std::string shown = "`";
  for (const char letter : text) {
    if (letter == '|') shown += '\\';
    shown += letter;
  }
  return shown + '`';
}

std::string table_row(std::string_view left, std::string_view right) {
  std::string row = "| ";
  row.append(left).append(" | ").append(right).append(" |\n");
  return row;
}

}  // namespace lineman::manual
