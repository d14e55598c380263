// A time to come that outlives a restart, on a phone whose clock may be wrong.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/clock.hpp"

namespace lineman::cwmp {

using WallMoment = std::chrono::sys_time<std::chrono::milliseconds>;  // as the state file has it

WallMoment moment_of(WallTime wall);

// A value type: `delay` after `since`, when it was asked for by the phone's own clock.
struct DueTime {
  WallMoment since{};
  std::chrono::seconds delay{0};

  // How long it is until then: never longer than `delay`; zero where the time has come.
  std::chrono::milliseconds remaining(WallTime wall) const;
  bool has_come(WallTime wall) const { return remaining(wall) == std::chrono::milliseconds{0}; }

  // The clock says so now. Where it was set back behind `since`, or had not been set then and is
  // now (or the other way round), nobody knows how much of the delay is over: all of it counts from
  // now on.
  void look(WallTime wall);

  bool operator==(const DueTime&) const = default;
};

// As it stands in the state file: "SINCE DELAY", in milliseconds since the epoch and in seconds.
std::string text_of(const DueTime& due);
// Nothing for another text, or for a time that no request makes.
std::optional<DueTime> due_time_in(std::string_view text);

}  // namespace lineman::cwmp
