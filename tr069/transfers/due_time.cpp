#include "tr069/transfers/due_time.hpp"

#include <algorithm>

#include "datamodel/ascii.hpp"
#include "datamodel/date_time.hpp"

namespace lineman::cwmp {
namespace {

// Longer than any DelaySeconds; a sum of two of these and a time is still a time.
constexpr std::int64_t longest_delay = 0xFFFF'FFFF;
constexpr std::int64_t latest_moment = longest_delay * 1000;

std::optional<std::int64_t> number_in(std::string_view text, std::int64_t largest) {
  const auto read = datamodel::whole_number<std::int64_t>(text);
  return read && *read >= 0 && *read <= largest ? read : std::nullopt;
}

bool is_known(WallMoment moment) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch();
  return datamodel::is_known_time(seconds.count());
}

}  // namespace

WallMoment moment_of(WallTime wall) {
  return std::chrono::floor<std::chrono::milliseconds>(wall);
}

std::chrono::milliseconds DueTime::remaining(WallTime wall) const {
  const std::chrono::milliseconds wait{since + delay - moment_of(wall)};
  return std::clamp<std::chrono::milliseconds>(wait, std::chrono::milliseconds{0}, delay);
}

void DueTime::look(WallTime wall) {
  const auto now = moment_of(wall);
  if (now < since || is_known(now) != is_known(since)) since = now;
}

std::string text_of(const DueTime& due) {
  return std::to_string(due.since.time_since_epoch().count()) + ' ' +
         std::to_string(due.delay.count());
}

std::optional<DueTime> due_time_in(std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto since = number_in(text.substr(0, space), latest_moment);
  const auto delay = number_in(text.substr(space + 1), longest_delay);
  if (!since || !delay) return std::nullopt;
  return DueTime{.since = WallMoment{std::chrono::milliseconds{*since}},
                 .delay = std::chrono::seconds{*delay}};
}

}  // namespace lineman::cwmp
