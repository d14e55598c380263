#include <algorithm>
#include <array>

#include "ctl/text_width.hpp"
#include "ctl/top/panes.hpp"

namespace lineman::ctl::top {
namespace {

constexpr std::size_t frame_lines = 2;  // an empty line and the title
constexpr std::size_t room_for_wide_kinds = 70;

StyledLine line_of(const EventView& event, std::size_t columns) {
  // On a narrow screen the columns are worth more than their alignment.
  const auto kind_columns =
      columns < room_for_wide_kinds ? columns_of(event.kind) : event_kind_columns;
  const std::array slots = {
      Slot{.cell = {.value = event.time, .tone = Tone::faint}, .width = columns_of(event.time)},
      Slot{.cell = {.value = event.kind, .tone = event.tone}, .width = kind_columns}};
  auto line = row_of(slots);
  line.push_back(span_of("  " + event.text()));
  return line;
}

}  // namespace

Frame events_pane(const Model& model, const Canvas& canvas) {
  if (canvas.size.lines <= frame_lines) return {};
  Frame frame{{}, title_line("Events")};
  if (!model.events_trouble().empty()) {
    frame.push_back({span_of(model.events_trouble(), Tone::bad)});
    return frame;
  }
  const auto& events = model.events();
  const auto rows = std::min(events.size(), canvas.size.lines - frame_lines);
  for (std::size_t i = events.size() - rows; i < events.size(); ++i) {
    frame.push_back(line_of(events[i], canvas.size.columns));
  }
  return frame;
}

}  // namespace lineman::ctl::top
