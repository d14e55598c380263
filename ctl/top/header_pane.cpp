#include <algorithm>

#include "ctl/acs_line.hpp"
#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/printers.hpp"
#include "ctl/status_cells.hpp"
#include "ctl/text_width.hpp"
#include "ctl/top/panes.hpp"

namespace lineman::ctl::top {
namespace {

using boost::json::object;

constexpr std::size_t label_columns = 10;

StyledLine labelled(std::string_view label, const Cell& cell) {
  const std::string padding(label_columns - columns_of(label), ' ');
  return {span_of(std::string{label} + padding), span_of(cell.text(), cell.tone)};
}

StyledLine bar_line(const Model& model, const Canvas& canvas) {
  const auto clock = time_of_day(canvas.now);
  std::string left = "Lineman";
  if (model.known()) left += "  " + generation_cell(model.status()).text();
  const auto room = canvas.size.columns - std::min(canvas.size.columns, clock.size() + 2);
  left = shortened(left, room);
  left.append(room + 2 - std::min(room + 2, columns_of(left)), ' ');
  return {{.text = printable(left + clock), .reversed = true}};
}

// "no agent is reached: ...": what is shown is old then.
Cell trouble_cell(const Model& model, const Canvas& canvas) {
  Cell cell{.value = model.trouble(), .tone = Tone::bad};
  if (model.known()) {
    cell.shown = duration_text(canvas.now - model.status_time()) + " old: " + cell.value;
  }
  return cell;
}

void add_acs(Frame& frame, const object& status, std::int64_t now) {
  const auto& acs = object_of(status, "acs");
  if (!acs.empty()) {
    frame.push_back(labelled("ACS", acs_line(acs, now)));
  } else if (const auto why_not = text_of(status, "acs_off"); !why_not.empty()) {
    frame.push_back(labelled("ACS", {.value = "none: " + why_not, .tone = Tone::faint}));
  }
}

void add_problems_of_doors(Frame& frame, const object& status) {
  for_each_object(array_of(status, "doors"), [&](const object& door) {
    const auto problem = text_of(door, "problem");
    if (problem.empty() || flag_of(door, "open")) return;
    const auto text = text_of(door, "door") + ' ' + text_of(door, "address") + ": " + problem;
    frame.push_back(labelled("Door", {.value = text, .tone = Tone::bad}));
  });
}

}  // namespace

Frame title_pane(const Model& model, const Canvas& canvas) {
  Frame frame{bar_line(model, canvas)};
  if (!model.trouble().empty()) {
    frame.push_back(labelled("Agent", trouble_cell(model, canvas)));
  } else if (!model.known()) {
    frame.push_back(labelled("Agent", {.value = "asked, and has not answered yet"}));
  }
  return frame;
}

Frame header_pane(const Model& model, const Canvas& canvas) {
  auto frame = title_pane(model, canvas);
  if (!model.known()) return frame;
  const auto& status = model.status();
  frame.push_back(labelled("SIP core", core_cell(status)));
  add_acs(frame, status, canvas.now);
  if (const auto& guard = object_of(status, "guard"); !guard.empty()) {
    frame.push_back(labelled("Guard", guard_cell(guard)));
  }
  add_problems_of_doors(frame, status);
  return frame;
}

}  // namespace lineman::ctl::top
