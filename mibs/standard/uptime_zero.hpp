// When sysUpTime was 0, for moments that are known by a wall clock which may be set meanwhile.
#pragma once

#include <chrono>
#include <cstdint>

#include "daemon/clock.hpp"

namespace lineman::mibs {

// One thread: the loop's.
class UptimeZero {
 public:
  // `clock` outlives it. sysUpTime is 0 now, until set() says otherwise.
  explicit UptimeZero(const Clock& clock);

  // sysUpTime is that much now.
  void set(std::chrono::milliseconds uptime);

  // sysUpTime at that moment, in seconds since the epoch. Moments are by the clock as it is now: 0
  // for what was before the zero, and where the clock was set since, for what it puts outside of
  // the uptime.
  std::chrono::milliseconds uptime_at(std::int64_t seconds);

 private:
  const Clock& clock_;
  TimePoint zero_;
  std::chrono::milliseconds wall_zero_{0};  // since the epoch
};

}  // namespace lineman::mibs
