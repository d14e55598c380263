// Times as CWMP writes them: xsd:dateTime (TR-106, 3.2). Constexpr: the table checks itself with
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "datamodel/text_rules.hpp"

namespace lineman::datamodel {

// What stands where no time is known (TR-106, 3.2.2).
inline constexpr std::string_view unknown_time = "0001-01-01T00:00:00Z";

namespace detail {

// Takes `digits` digits, then the text `end`, off the front.
constexpr std::optional<int> take_number(std::string_view& text, std::size_t digits,
                                         std::string_view end) {
  if (text.size() < digits + end.size()) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(0, digits)) {
    if (!is_digit(c)) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  if (!text.starts_with(end)) return std::nullopt;
  text.remove_prefix(end.size());
  return number;
}

constexpr bool is_leap_year(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

constexpr int days_in_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

// Days from 1970-01-01, in the Gregorian calendar carried back to the year 1.
constexpr std::int64_t days_before(int year, int month, int day) {
  const std::int64_t past = year - 1;
  std::int64_t days = past * 365 + past / 4 - past / 100 + past / 400 - 719'162;
  for (int m = 1; m < month; ++m) days += days_in_month(year, m);
  return days + day - 1;
}

// "Z", "+02:00", or nothing, which is UTC (TR-106, 3.2.2): seconds to take off.
constexpr std::optional<int> zone_offset(std::string_view text) {
  if (text.empty() || text == "Z") return 0;
  if (text[0] != '+' && text[0] != '-') return std::nullopt;
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = take_number(text, 2, ":");
  const auto minutes = take_number(text, 2, "");
  if (!hours || !minutes || !text.empty() || *minutes > 59) return std::nullopt;
  if (*hours > 14 || (*hours == 14 && *minutes != 0)) return std::nullopt;
  return sign * (*hours * 3600 + *minutes * 60);
}

}  // namespace detail

// Seconds since the epoch of an xsd:dateTime with a year from 0001 to 9999; fractions are dropped.
// Nothing for another text.
constexpr std::optional<std::int64_t> epoch_of(std::string_view text) {
  using namespace detail;
  const auto year = take_number(text, 4, "-");
  const auto month = take_number(text, 2, "-");
  const auto day = take_number(text, 2, "T");
  const auto hour = take_number(text, 2, ":");
  const auto minute = take_number(text, 2, ":");
  const auto second = take_number(text, 2, "");
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  if (*year < 1 || *month < 1 || *month > 12) return std::nullopt;
  if (*day < 1 || *day > days_in_month(*year, *month)) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  if (text.starts_with('.')) {
    const auto end = std::min(text.find_first_not_of("0123456789", 1), text.size());
    if (end == 1 || end > 10) return std::nullopt;
    text.remove_prefix(end);
  }
  const auto offset = zone_offset(text);
  if (!offset) return std::nullopt;
  const int seconds = (*hour * 60 + *minute) * 60 + *second - *offset;  // of the day
  return days_before(*year, *month, *day) * 86'400 + seconds;
}

// Earlier than this program no clock is right: one that says so has not been set.
inline constexpr std::int64_t earliest_time = *epoch_of("2026-01-01T00:00:00Z");

constexpr bool is_known_time(std::int64_t seconds) {
  return seconds >= earliest_time;
}

static_assert(epoch_of("1970-01-01T00:00:00Z") == 0);
static_assert(epoch_of("2000-02-29T12:00:00+02:00") == 951'818'400);
static_assert(epoch_of(unknown_time) == -62'135'596'800);

}  // namespace lineman::datamodel
