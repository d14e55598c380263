#include "ctl/timeline/text_rows.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "ctl/durations.hpp"
#include "ctl/printers.hpp"
#include "ctl/text_width.hpp"
#include "ctl/timeline/svg_text.hpp"

namespace lineman::ctl::timeline {
namespace {

struct Mark {
  Place place;
  char character;
  std::string_view colour;
};

// What is least to be missed comes first.
constexpr std::array marks = {
    Mark{Place::none, '-', "\x1b[31m"},     Mark{Place::fallback, '2', "\x1b[33m"},
    Mark{Place::failover, '+', "\x1b[36m"}, Mark{Place::unknown, '?', "\x1b[2m"},
    Mark{Place::off, '.', "\x1b[2m"},       Mark{Place::primary, '1', "\x1b[32m"}};

constexpr std::size_t label_columns = 16;
constexpr std::size_t below_number = 4;

const Mark& mark_of(const Row& row, Span span) {
  for (const auto& mark : marks) {
    const bool is_there = std::ranges::any_of(row.intervals, [&](const Interval& each) {
      return each.place == mark.place && each.span.from < span.to && each.span.to > span.from;
    });
    if (is_there) return mark;
  }
  return marks.back();
}

// The part of `whole` that character `number` of `count` stands for.
Span part_of(Span whole, std::int64_t number, std::int64_t count) {
  const auto from = whole.from + whole.seconds() * number / count;
  const auto to = whole.from + whole.seconds() * (number + 1) / count;
  return {from, std::max(to, from + 1)};
}

std::string band_of(const Row& row, Span span, std::int64_t count, bool colours) {
  std::string band;
  const Mark* last = nullptr;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto& mark = mark_of(row, part_of(span, i, count));
    if (colours && &mark != last) band += std::string{"\x1b[0m"}.append(mark.colour);
    band += mark.character;
    last = &mark;
  }
  return colours ? band + "\x1b[0m" : band;
}

std::string padded(const std::string& text, std::size_t columns) {
  const auto taken = columns_of(text);
  return text + std::string(taken < columns ? columns - taken : 0, ' ');
}

// In lines of at most `columns`; those after the first one are indented.
std::string listed(const std::vector<std::string>& items, std::size_t indent, std::size_t columns) {
  std::string text(indent, ' ');
  auto taken = indent;
  for (const auto& item : items) {
    const bool is_first = taken == indent;
    if (!is_first && taken + 2 + item.size() > columns) {
      text += '\n' + std::string(indent, ' ');
      taken = indent;
    } else if (!is_first) {
      text += "  ";
      taken += 2;
    }
    text += item;
    taken += item.size();
  }
  return text + '\n';
}

std::vector<std::string> totals_of(const Row& row) {
  std::vector<std::string> totals;
  for (const auto place : places) {
    const auto seconds = seconds_at(row, place);
    if (seconds == 0) continue;
    totals.push_back(std::string{name_of(place)} + ": " + duration_text(seconds));
  }
  if (const auto count = row.moves.size(); count != 0) {
    totals.push_back(std::to_string(count) + (count == 1 ? " move" : " moves"));
  }
  return totals;
}

std::vector<std::string> legend() {
  std::vector<std::string> entries;
  for (const auto place : places) {
    const auto* mark = std::ranges::find(marks, place, &Mark::place);
    entries.push_back(std::string{mark->character} + ' ' + std::string{name_of(place)});
  }
  return entries;
}

}  // namespace

std::string text_rows(const Timeline& timeline, const Zone& zone, unsigned width, bool colours) {
  const auto& span = timeline.span;
  const auto head = below_number + label_columns + 1;  // "16  label "
  const auto count = static_cast<std::int64_t>(width - head);
  auto text = zone.text(span.from, "%F %H:%M") + " to " + zone.text(span.to, "%F %H:%M") + " (" +
              duration_text(span.seconds()) + "), " + zone.name(span.from, span.to) + "\n\n";
  for (const auto& row : timeline.rows) {
    const auto number = std::to_string(row.account);
    text += std::string(number.size() < 2 ? 1 : 0, ' ') + number + "  " +
            padded(shortened(printable(row.label), label_columns), label_columns) + ' ' +
            band_of(row, span, count, colours) + '\n';
    text += listed(totals_of(row), below_number, width);
  }
  return text + '\n' + listed(legend(), 0, width);
}

}  // namespace lineman::ctl::timeline
