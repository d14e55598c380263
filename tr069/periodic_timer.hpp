// Something that is due at an interval with a phase: periodic Informs, and heartbeats.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "tr069/session/periodic.hpp"

namespace lineman::cwmp {

// One thread: the loop's. The clock outlives it.
class PeriodicTimer {
 public:
  // `due` is called from the loop, never from within set().
  PeriodicTimer(Clock& clock, std::function<void()> due);

  // What is in force from now on; the same again changes nothing.
  void set(const PeriodicSettings& settings);

  // When it is due next; nothing where it is not in force.
  const std::optional<TimePoint>& due() const { return periodic_.due(); }

 private:
  void arm();
  void fired();

  Clock& clock_;
  std::function<void()> due_;
  Periodic periodic_;
  std::optional<TimePoint> armed_for_;
  std::unique_ptr<Timer> timer_;
};

}  // namespace lineman::cwmp
