#include "ctl/text_writer.hpp"

#include <algorithm>
#include <utility>

#include "ctl/printers.hpp"
#include "ctl/text_width.hpp"

namespace lineman::ctl {
namespace {

constexpr std::size_t hanging_indent = 4;

}  // namespace

void TextWriter::text(std::string_view text, Tone tone) {
  if (!text.empty()) line_.push_back({.text = printable(text), .tone = tone});
}

void TextWriter::title(std::string_view text) {
  line_.push_back({.text = printable(text), .title = true});
}

void TextWriter::spaces(std::size_t count) {
  text(std::string(count, ' '));
}

void TextWriter::end_line() {
  lines_.push_back(std::exchange(line_, {}));
}

void TextWriter::wrapped(const Cell& cell, std::size_t indent, std::size_t longest) {
  const auto& words = cell.text();
  if (!words.empty() && indent + longest > width_ && hanging_indent + longest <= width_) {
    end_line();
    spaces(hanging_indent);
    indent = hanging_indent;
  }
  const std::size_t room = std::max(width_, indent + 1) - indent;
  bool first = true;
  for (const auto& line : wrap(words, room, Words::whole)) {
    if (!first) spaces(indent);
    first = false;
    text(line, cell.tone);
    end_line();
  }
}

}  // namespace lineman::ctl
