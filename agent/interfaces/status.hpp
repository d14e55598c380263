// What the management protocols see of the running phone: the SIP core's states and counters as the
// agent last had them.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>

#include "datamodel/status.hpp"

namespace lineman {

// One thread: the agent's loop. References are good until control returns to the loop.
class Status {
 public:
  virtual ~Status() = default;

  virtual bool core_connected() const = 0;
  virtual const datamodel::CoreStatus& core() const = 0;

  // One for each account of this model, ordered by account. While the core is away they keep what
  // was last known, with states that say so by core_connected().
  virtual std::span<const datamodel::AccountStatus> accounts() const = 0;

  // How old the counters are. Reading them when they are older than one second has them fetched for
  // the next reader; a core that is silent for 200 ms leaves the old ones in place.
  virtual std::chrono::milliseconds counters_age() const = 0;
  virtual void want_counters() = 0;
};

}  // namespace lineman
