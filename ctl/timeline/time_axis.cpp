#include "ctl/timeline/time_axis.hpp"

#include <array>

namespace lineman::ctl::timeline {
namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

constexpr auto steps = std::to_array<std::int64_t>(
    {5,           10,          15,          30,         minute,    2 * minute, 5 * minute,
     10 * minute, 15 * minute, 30 * minute, hour,       2 * hour,  3 * hour,   6 * hour,
     12 * hour,   day,         2 * day,     7 * day,    14 * day,  28 * day,   91 * day,
     182 * day,   364 * day,   728 * day,   1820 * day, 3640 * day});

std::int64_t step_for(Span span, std::size_t most) {
  for (const auto step : steps) {
    if (span.seconds() / step < static_cast<std::int64_t>(most)) return step;
  }
  return span.seconds();
}

// The first round time from `time` on.
std::int64_t round_up(std::int64_t time, std::int64_t step, const Zone& zone) {
  const auto local = time + zone.offset(time);
  const auto over = local % step;
  const auto round = over == 0 ? time : time + step - over;
  // Clocks may have been put forward or back in between.
  const auto corrected = round + zone.offset(time) - zone.offset(round);
  return corrected < time ? round : corrected;
}

}  // namespace

std::vector<Tick> ticks_of(Span span, const Zone& zone, std::size_t most) {
  const auto step = step_for(span, most);
  const char* format = step >= day ? "%e %b" : step >= minute ? "%H:%M" : "%H:%M:%S";
  const char* day_format = step >= day ? "%Y" : "%e %b";
  std::vector<Tick> ticks;
  std::string last_day;
  for (auto at = round_up(span.from, step, zone); at <= span.to && ticks.size() < most;
       at = round_up(at + 1, step, zone)) {
    auto day_text = zone.text(at, day_format);
    ticks.push_back({at, zone.text(at, format), day_text == last_day ? "" : day_text});
    last_day = std::move(day_text);
  }
  return ticks;
}

}  // namespace lineman::ctl::timeline
