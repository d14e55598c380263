#include "ctl/durations.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace lineman::ctl {
namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

std::string two_units(std::int64_t large, std::string_view large_unit, std::int64_t small,
                      std::string_view small_unit) {
  auto text = std::to_string(large).append(large_unit);
  if (small != 0) text.append(" ").append(std::to_string(small)).append(small_unit);
  return text;
}

// Takes `digits` digits off the front and then `end`; -1 where they are not there.
int take(std::string_view& text, std::size_t digits, char end) {
  int number = 0;
  if (text.size() <= digits || text[digits] != end) return -1;
  const auto* stop = text.data() + digits;
  const auto [stopped, error] = std::from_chars(text.data(), stop, number);
  text.remove_prefix(digits + 1);
  return error == std::errc{} && stopped == stop ? number : -1;
}

}  // namespace

std::optional<std::int64_t> seconds_of(std::string_view utc) {
  using namespace std::chrono;
  const int year_number = take(utc, 4, '-');
  const int month_number = take(utc, 2, '-');
  const int day_number = take(utc, 2, 'T');
  const int hours_number = take(utc, 2, ':');
  const int minutes_number = take(utc, 2, ':');
  const int seconds_number = take(utc, 2, 'Z');
  if (std::min({year_number, month_number, day_number, hours_number, minutes_number,
                seconds_number}) < 0) {
    return std::nullopt;
  }
  const year_month_day date{year{year_number},
                            std::chrono::month{static_cast<unsigned>(month_number)},
                            std::chrono::day{static_cast<unsigned>(day_number)}};
  if (!date.ok()) return std::nullopt;
  const auto time =
      sys_days{date} + hours{hours_number} + minutes{minutes_number} + seconds{seconds_number};
  return time.time_since_epoch().count();
}

std::string duration_text(std::int64_t seconds) {
  seconds = std::max<std::int64_t>(seconds, 0);
  if (seconds >= day) return two_units(seconds / day, " d", seconds % day / hour, " h");
  if (seconds >= hour) return two_units(seconds / hour, " h", seconds % hour / minute, " min");
  if (seconds >= minute) return std::to_string(seconds / minute) + " min";
  return std::to_string(seconds) + " s";
}

std::string brief_duration(std::int64_t seconds) {
  seconds = std::max<std::int64_t>(seconds, 0);
  if (seconds >= 2 * day) return std::to_string(seconds / day) + " d";
  if (seconds >= 2 * hour) return std::to_string(seconds / hour) + " h";
  if (seconds >= minute) return std::to_string(seconds / minute) + " min";
  return std::to_string(seconds) + " s";
}

std::string time_since(std::string_view utc, std::int64_t now) {
  const auto then = seconds_of(utc);
  return then ? duration_text(now - *then) : "-";
}

std::string time_until(std::string_view utc, std::int64_t now) {
  const auto then = seconds_of(utc);
  return then ? duration_text(*then - now) : "-";
}

std::string brief_time_since(std::string_view utc, std::int64_t now) {
  const auto then = seconds_of(utc);
  return then ? brief_duration(now - *then) : "-";
}

std::string brief_time_until(std::string_view utc, std::int64_t now) {
  const auto then = seconds_of(utc);
  return then ? brief_duration(*then - now) : "-";
}

}  // namespace lineman::ctl
