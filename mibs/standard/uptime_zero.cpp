#include "mibs/standard/uptime_zero.hpp"

namespace lineman::mibs {
namespace {

using std::chrono::milliseconds;

// A clock that runs a little fast or slow was not set: moments keep their place in the uptime.
constexpr std::chrono::seconds drift{10};

milliseconds since_epoch(WallTime wall) {
  return std::chrono::duration_cast<milliseconds>(wall.time_since_epoch());
}

}  // namespace

UptimeZero::UptimeZero(const Clock& clock) : clock_{clock} {
  set(milliseconds{0});
}

void UptimeZero::set(milliseconds uptime) {
  zero_ = clock_.now() - uptime;
  wall_zero_ = since_epoch(clock_.wall()) - uptime;
}

milliseconds UptimeZero::uptime_at(std::int64_t seconds) {
  const auto uptime = std::chrono::duration_cast<milliseconds>(clock_.now() - zero_);
  const auto wall_zero = since_epoch(clock_.wall()) - uptime;
  if (std::chrono::abs(wall_zero - wall_zero_) > drift) wall_zero_ = wall_zero;
  const auto found = std::chrono::seconds{seconds} - wall_zero_;
  const bool possible = found > milliseconds{0} && found <= uptime + drift;
  return possible ? found : milliseconds{0};
}

}  // namespace lineman::mibs
