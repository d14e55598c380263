// The Informs that come by themselves (TR-069, 3.7.1.5): the timer of what session/periodic.hpp
// says.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "tr069/session/periodic.hpp"

namespace lineman::cwmp {

// One thread: the agent's loop. What it is given outlives it.
class PeriodicInforms {
 public:
  PeriodicInforms(Clock& clock, std::function<void()> due);

  // What is in force from now on; the same again changes nothing.
  void set(const PeriodicSettings& settings);

 private:
  void arm();

  Clock& clock_;
  std::function<void()> due_;
  Periodic periodic_;
  std::optional<TimePoint> armed_for_;
  std::unique_ptr<Timer> timer_;
};

}  // namespace lineman::cwmp
