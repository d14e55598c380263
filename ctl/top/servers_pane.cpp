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

enum Column : std::size_t { server, target, state, source, registered, rtt, column_count };
using Cells = std::array<Cell, column_count>;

constexpr std::size_t frame_lines = 2;  // an empty line and the title

// "1.2 ms"; "-" where nothing was measured.
Cell rtt_cell(const object& from) {
  const auto microseconds = number_of(from, "rtt_us");
  if (microseconds == 0) return {.value = "-"};
  if (microseconds >= 10'000) return {.value = std::to_string(microseconds / 1000) + " ms"};
  return {.value = std::to_string(microseconds / 1000) + '.' +
                   std::to_string(microseconds / 100 % 10) + " ms"};
}

// What is most worth knowing of a target beside its state.
Cell news_cell(const object& from, std::int64_t now) {
  if (flag_of(from, "registered")) return {.value = "registered", .tone = Tone::good};
  const auto failures = number_of(from, "consecutive_failures");
  if (failures != 0) {
    return {.value = std::to_string(failures) + (failures == 1 ? " failure" : " failures")};
  }
  const auto answer = text_of(from, "last_answer");
  return {.value = answer.empty() ? "-" : "answered " + brief_time_since(answer, now) + " ago"};
}

std::vector<Cells> rows_of(const object& account, std::int64_t now) {
  std::vector<Cells> rows;
  for_each_object(array_of(account, "servers"), [&](const object& each) {
    Cell number = number_cell(each, "server");
    for_each_object(array_of(each, "targets"), [&](const object& one) {
      rows.push_back({number,
                      Cell{.value = text_of(one, "transport") + ' ' + text_of(one, "address")},
                      state_cell(one), Cell{.value = text_of(one, "source")}, news_cell(one, now),
                      rtt_cell(one)});
      number = {};
    });
  });
  return rows;
}

std::vector<std::size_t> widths_for(const std::vector<Cells>& rows, std::size_t columns) {
  constexpr std::array<unsigned, column_count> importance = {5, 4, 6, 1, 3, 2};
  std::array<Share, column_count> shares;
  for (std::size_t i = 0; i < column_count; ++i) {
    std::size_t natural = 1;
    for (const auto& row : rows) natural = std::max(natural, columns_of(row.at(i).text()));
    const auto least = i == target ? std::min<std::size_t>(natural, 14) : natural;
    shares.at(i) = {.wanted = natural, .least = least, .importance = importance.at(i)};
  }
  return shared(columns, column_gap, shares);
}

const object* selected_of(const Model& model) {
  return model.accounts().empty() ? nullptr : &model.accounts()[model.selected()];
}

}  // namespace

std::size_t servers_pane_lines(const Model& model) {
  const auto* account = selected_of(model);
  if (account == nullptr) return 0;
  return frame_lines + rows_of(*account, 0).size() + (trouble_of(*account, 0).empty() ? 0 : 1);
}

Frame servers_pane(const Model& model, const Canvas& canvas) {
  const auto* account = selected_of(model);
  if (account == nullptr || canvas.size.lines < frame_lines) return {};
  auto title = "Account " + std::to_string(number_of(*account, "account"));
  if (const auto label = text_of(*account, "label"); !label.empty()) title += ", " + label;
  Frame frame{{}, title_line(title)};
  if (const auto trouble = trouble_of(*account, canvas.now); !trouble.empty()) {
    frame.push_back({span_of(trouble, Tone::bad)});
  }
  const auto rows = rows_of(*account, canvas.now);
  const auto widths = widths_for(rows, canvas.size.columns);
  for (const auto& row : rows) {
    if (frame.size() >= canvas.size.lines) break;
    std::array<Slot, column_count> slots;
    for (std::size_t i = 0; i < column_count; ++i) {
      slots.at(i) = {row.at(i), widths.at(i), i == rtt ? Align::right : Align::left};
    }
    frame.push_back(row_of(slots));
  }
  return frame;
}

}  // namespace lineman::ctl::top
