#include "ctl/text_writer.hpp"

#include <algorithm>
#include <ostream>

#include "ctl/printers.hpp"
#include "ctl/text_width.hpp"

namespace lineman::ctl {
namespace {

constexpr std::size_t hanging_indent = 4;

std::string_view colour_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return {};
    case Tone::good:
      return "\033[32m";
    case Tone::notable:
      return "\033[33m";
    case Tone::bad:
      return "\033[31m";
    case Tone::faint:
      return "\033[2m";
  }
  return {};
}

}  // namespace

void TextWriter::text(std::string_view text, Tone tone) {
  painted(text, colour_of(tone));
}

void TextWriter::title(std::string_view text) {
  painted(text, "\033[1m");
}

void TextWriter::painted(std::string_view text, std::string_view colour) {
  const bool paint = colours_ && !colour.empty() && !text.empty();
  if (paint) out_ << colour;
  out_ << printable(text);
  if (paint) out_ << "\033[0m";
}

void TextWriter::spaces(std::size_t count) {
  out_ << std::string(count, ' ');
}

void TextWriter::end_line() {
  out_ << '\n';
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
