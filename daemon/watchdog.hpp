// Proves to systemd that the loop turns.
#pragma once

#include <memory>

#include "daemon/clock.hpp"

namespace lineman::daemon {

// Tells systemd at half the interval that the unit asks for, from its construction on; does nothing
// where none is asked for. `clock` outlives it.
class Watchdog {
 public:
  explicit Watchdog(Clock& clock) : clock_{clock} { feed(); }

 private:
  void feed();

  Clock& clock_;
  std::unique_ptr<Timer> timer_;
};

}  // namespace lineman::daemon
