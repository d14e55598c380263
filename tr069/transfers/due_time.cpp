#include "tr069/transfers/due_time.hpp"

#include <algorithm>

#include "datamodel/date_time.hpp"

namespace lineman::cwmp {
namespace {

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

}  // namespace lineman::cwmp
