#include "ctl/timeline/text_rows.hpp"

#include <algorithm>
#include <array>

#include "ctl/durations.hpp"
#include "ctl/printers.hpp"
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

std::string padded(std::string text, std::size_t columns) {
  const auto taken = columns_of(text);
  return text + std::string(taken < columns ? columns - taken : 0, ' ');
}

std::string totals_of(const Row& row) {
  std::string text;
  for (const auto place : places) {
    const auto seconds = seconds_at(row, place);
    if (seconds == 0) continue;
    if (!text.empty()) text += "; ";
    text += std::string{name_of(place)} + ' ' + duration_text(seconds);
  }
  if (!row.moves.empty()) {
    text += "; " + std::to_string(row.moves.size()) + (row.moves.size() == 1 ? " move" : " moves");
  }
  return text;
}

std::string legend() {
  std::string text;
  for (const auto place : places) {
    const auto* mark = std::ranges::find(marks, place, &Mark::place);
    if (!text.empty()) text += "  ";
    text += std::string{mark->character} + ' ' + std::string{name_of(place)};
  }
  return text;
}

}  // namespace

std::string text_rows(const Timeline& timeline, const Zone& zone, unsigned width, bool colours) {
  const auto& span = timeline.span;
  const auto head = label_columns + 5;  // "16  label  "
  const auto count = static_cast<std::int64_t>(width - head);
  auto text = zone.text(span.from, "%F %H:%M") + " to " + zone.text(span.to, "%F %H:%M") + " (" +
              duration_text(span.seconds()) + "), " + zone.name(span.from, span.to) + "\n\n";
  for (const auto& row : timeline.rows) {
    const auto number = std::to_string(row.account);
    text += std::string(number.size() < 2 ? 1 : 0, ' ') + number + "  " +
            padded(shortened(printable(row.label), label_columns), label_columns) + ' ' +
            band_of(row, span, count, colours) + '\n';
    text += std::string(head, ' ') + totals_of(row) + '\n';
  }
  return text + '\n' + legend() + '\n';
}

}  // namespace lineman::ctl::timeline
