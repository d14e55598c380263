#include <algorithm>
#include <array>

#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/status_cells.hpp"
#include "ctl/text_width.hpp"
#include "ctl/text_writer.hpp"
#include "ctl/top/panes.hpp"
#include "ctl/top/share.hpp"

namespace lineman::ctl::top {
namespace {

using boost::json::object;

enum Column : std::size_t { number, label, state, server, target, lease, column_count };
using Cells = std::array<Cell, column_count>;
using Widths = std::array<std::size_t, column_count>;

constexpr std::size_t time_columns = 8;  // "119 min", and a space before it
constexpr std::size_t shortest_bar = 4;
constexpr std::size_t usual_lease = time_columns + 6;
constexpr std::size_t longest_lease = time_columns + 24;

const Cells titles = {Cell{.value = "#"},      Cell{.value = "LABEL"},  Cell{.value = "STATE"},
                      Cell{.value = "SERVER"}, Cell{.value = "TARGET"}, Cell{.value = "LEASE"}};

Cells cells_of(const object& account, bool selected) {
  const auto number_text = std::to_string(number_of(account, "account"));
  return {Cell{.value = (selected ? "> " : "  ") + number_text},
          Cell{.value = text_of(account, "label")},
          state_cell(account),
          server_cell(account),
          brief_target_cell(account),
          Cell{}};
}

// What a column wants at first; `natural` is what it would take.
Share share_of(Column column, std::size_t natural) {
  const auto up_to = [&](std::size_t columns) { return std::min(natural, columns); };
  switch (column) {
    case number:
      return {.wanted = natural, .least = natural, .importance = 6};
    case label:
      return {.wanted = up_to(16), .least = up_to(9), .importance = 3};
    case state:
      return {.wanted = natural, .least = up_to(10), .importance = 5};
    case server:
      return {.wanted = natural, .least = natural, .importance = 2};
    case target:
      return {.wanted = up_to(21), .least = up_to(14), .importance = 1};
    case lease:
    case column_count:
      break;
  }
  return {.wanted = usual_lease, .least = time_columns - 1, .importance = 4};
}

std::size_t natural_width(const Model& model, Column column) {
  if (column == lease) return longest_lease;
  std::size_t widest = 0;
  for (const auto& account : model.accounts()) {
    widest = std::max(widest, columns_of(cells_of(account, true).at(column).text()));
  }
  if (column == label && widest == 0) return 0;
  return std::max(widest, columns_of(titles.at(column).text()));
}

// Wishes first; what is left over then goes to addresses, labels and bars, in this order.
Widths widths_for(const Model& model, std::size_t columns) {
  std::array<Share, column_count> shares;
  for (std::size_t i = 0; i < column_count; ++i) {
    const auto column = static_cast<Column>(i);
    shares.at(i) = share_of(column, natural_width(model, column));
  }
  auto sizes = shared(columns, column_gap, shares);
  for (std::size_t i = 0; i < column_count; ++i) {
    const auto natural = natural_width(model, static_cast<Column>(i));
    shares.at(i) = {.wanted = natural, .least = sizes[i], .importance = 0};
  }
  shares[target].importance = 2;
  shares[label].importance = 1;
  sizes = shared(columns, column_gap, shares);
  Widths widths{};
  std::ranges::copy(sizes, widths.begin());
  return widths;
}

StyledLine line_of(const Cells& cells, const Widths& widths) {
  std::array<Slot, column_count> slots;
  for (std::size_t i = 0; i < column_count; ++i) {
    slots.at(i) = {cells.at(i), widths.at(i), i == number ? Align::right : Align::left};
  }
  slots[lease].width = 0;
  return row_of(slots);
}

void add_part(StyledLine& line, const StyledLine& part) {
  if (!line.empty() && !part.empty()) line.push_back({.text = std::string(column_gap, ' ')});
  line.insert(line.end(), part.begin(), part.end());
}

// Whose row it is stands out when it is selected; its colours and its bar stay as they are.
StyledLine account_line(const Model& model, std::size_t at, const Widths& widths,
                        const Canvas& canvas) {
  const auto& account = model.accounts()[at];
  const bool selected = at == model.selected();
  const auto cells = cells_of(account, selected);
  auto name_widths = widths;
  auto other_widths = widths;
  std::ranges::fill(name_widths.begin() + state, name_widths.end(), 0);
  std::ranges::fill(other_widths.begin(), other_widths.begin() + state, 0);
  auto line = line_of(cells, name_widths);
  for (auto& span : line) span.reversed = selected;
  add_part(line, line_of(cells, other_widths));
  if (widths[lease] != 0) add_part(line, {lease_span(account, model, canvas, widths[lease])});
  return line;
}

StyledLine titles_line(const Widths& widths) {
  auto cells = titles;
  for (auto& cell : cells) cell.tone = Tone::faint;
  auto line = line_of(cells, widths);
  if (widths[lease] != 0) add_part(line, {span_of("LEASE", Tone::faint)});
  return line;
}

// Which accounts are shown: the selected one among them.
std::size_t first_shown(const Model& model, std::size_t rows) {
  const auto count = model.accounts().size();
  if (count <= rows) return 0;
  const auto before = rows / 2;
  const auto selected = model.selected();
  return std::min(selected - std::min(selected, before), count - rows);
}

}  // namespace

Span lease_span(const object& account, const Model& model, const Canvas& canvas,
                std::size_t columns) {
  const auto time = brief_time_until(text_of(account, "expires_at"), canvas.now);
  if (time == "-") return span_of("-");
  const auto part = model.leases().part_left(account, canvas.now);
  const auto tone = part < 0.1 ? Tone::notable : Tone::good;
  if (columns < time_columns + shortest_bar) return span_of(shortened(time, columns), tone);
  const auto bar_columns = columns - time_columns;
  const std::string padding(time_columns - columns_of(time), ' ');
  return span_of(bar(part, bar_columns, canvas.glyphs) + padding + time, tone);
}

std::size_t accounts_pane_lines(const Model& model) {
  const auto accounts = model.accounts().size();
  return (accounts == 0 ? 0 : accounts + 1) + (model.disabled().empty() ? 0 : 1);
}

Frame accounts_pane(const Model& model, const Canvas& canvas) {
  Frame frame;
  const bool all_fit = accounts_pane_lines(model) <= canvas.size.lines;
  const auto count = model.accounts().size();
  if (count != 0 && canvas.size.lines > 1) {
    const auto widths = widths_for(model, canvas.size.columns);
    const auto rows = all_fit ? count : std::min(canvas.size.lines - 1, count);
    frame.push_back(titles_line(widths));
    const auto first = first_shown(model, rows);
    for (std::size_t i = first; i < first + rows; ++i) {
      frame.push_back(account_line(model, i, widths, canvas));
    }
  }
  if (all_fit && !model.disabled().empty()) {
    frame.push_back({span_of(disabled_note(model.disabled()), Tone::faint)});
  }
  return frame;
}

}  // namespace lineman::ctl::top
