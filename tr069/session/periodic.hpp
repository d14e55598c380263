// When the next periodic Inform is due (TR-069, 3.7.1.5; TR-181, ManagementServer).
#pragma once

#include <chrono>
#include <optional>

#include "daemon/clock.hpp"

namespace lineman::cwmp {

// PeriodicInformInterval is an unsignedInt of at least 1; what lies outside counts as the nearest.
inline constexpr std::chrono::seconds longest_interval{4'294'967'295};

struct PeriodicSettings {
  bool enabled = false;              // PeriodicInformEnable
  std::chrono::seconds interval{1};  // PeriodicInformInterval
  // PeriodicInformTime, of which only the phase counts: Informs are due at this time plus or minus
  // whole intervals. Nothing for the Unknown Time, and while the phone has no clock.
  std::optional<std::chrono::sys_seconds> phase{};

  bool operator==(const PeriodicSettings&) const = default;
};

// The first time after `wall` that the phase permits; without a phase one interval from `wall`.
WallTime next_periodic(const PeriodicSettings& settings, WallTime wall);

// A value type: the owner arms a timer for due() whenever that has changed.
class Periodic {
 public:
  // What is in force from now on. The same settings again change nothing: a timer that was begun
  // goes on (an ACS that sets the present interval in each session would wait for ever).
  void set(const PeriodicSettings& settings, TimePoint now, WallTime wall);

  // The time of due() has come; the next one, at least half an interval away, so that a timer that
  // was a little early does not ring twice.
  void fired(TimePoint now, WallTime wall);

  // Nothing where none is wanted.
  const std::optional<TimePoint>& due() const { return due_; }

 private:
  PeriodicSettings settings_;
  std::optional<TimePoint> due_;
};

}  // namespace lineman::cwmp
