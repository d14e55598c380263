#include "ctl/top/frame.hpp"

#include "ctl/printers.hpp"
#include "ctl/text_width.hpp"
#include "ctl/text_writer.hpp"

namespace lineman::ctl::top {
namespace {

void add_slot(StyledLine& line, const Slot& slot) {
  const auto text = shortened(printable(slot.cell.text()), slot.width);
  const std::string padding(slot.width - columns_of(text), ' ');
  if (slot.align == Align::right) line.push_back({.text = padding});
  line.push_back({.text = text, .tone = slot.cell.tone});
  if (slot.align == Align::left) line.push_back({.text = padding});
}

}  // namespace

Span span_of(std::string_view text, Tone tone) {
  return {.text = printable(text), .tone = tone};
}

StyledLine row_of(std::span<const Slot> slots) {
  StyledLine line;
  for (const auto& slot : slots) {
    if (slot.width == 0) continue;
    if (!line.empty()) line.push_back({.text = std::string(column_gap, ' ')});
    add_slot(line, slot);
  }
  return line;
}

StyledLine clipped(const StyledLine& line, std::size_t columns) {
  StyledLine kept;
  std::size_t left = columns;
  for (const auto& span : line) {
    const auto needed = columns_of(span.text);
    kept.push_back(span);
    if (needed > left) {
      kept.back().text = shortened(span.text, left);
      break;
    }
    left -= needed;
  }
  return kept;
}

StyledLine title_line(std::string_view text) {
  return {{.text = printable(text), .title = true}};
}

}  // namespace lineman::ctl::top
