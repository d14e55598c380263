#include "ctl/timeline/time_argument.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "ctl/durations.hpp"

namespace lineman::ctl::timeline {
namespace {

struct Unit {
  char letter;
  std::int64_t seconds;
};

constexpr std::array units = {Unit{'s', 1}, Unit{'m', 60}, Unit{'h', 3'600}, Unit{'d', 86'400},
                              Unit{'w', 604'800}};

// "90m"
std::optional<std::int64_t> seconds_ago(std::string_view text) {
  std::uint32_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || end - stopped != 1) return std::nullopt;
  for (const auto& unit : units) {
    if (unit.letter == *stopped) return unit.seconds * number;
  }
  return std::nullopt;
}

// What the zone's clocks showed as "2026-01-02 03:04:05", or the beginning of that.
std::optional<std::int64_t> clock_time(std::string_view text, const Zone& zone) {
  constexpr std::string_view midnight = "0000-00-00 00:00:00";
  constexpr std::size_t date = 10;
  constexpr std::size_t minutes = 16;
  if (text.size() != date && text.size() != minutes && text.size() != midnight.size()) {
    return std::nullopt;
  }
  auto whole = std::string{text}.append(midnight.substr(text.size()));
  if (whole[date] != ' ') return std::nullopt;
  whole[date] = 'T';
  const auto as_utc = seconds_of(whole + 'Z');
  if (!as_utc) return std::nullopt;
  // Near a change of the offset the second try knows it.
  const auto near = *as_utc - zone.offset(*as_utc);
  return *as_utc - zone.offset(near);
}

}  // namespace

tl::expected<std::int64_t, std::string> time_argument(std::string_view text, std::int64_t now,
                                                      const Zone& zone) {
  if (const auto ago = seconds_ago(text)) return now - *ago;
  if (const auto utc = seconds_of(text)) return *utc;
  if (const auto time = clock_time(text, zone)) return *time;
  return tl::unexpected{"'" + std::string{text} +
                        "' is no time: 90m, 12h, 7d, 2026-01-02 or \"2026-01-02 03:04\" are"};
}

}  // namespace lineman::ctl::timeline
