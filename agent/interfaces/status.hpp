// What the management protocols see of the running phone: the SIP core's states and counters as the
// agent last had them, and how the phone gets on with its ACS.
#pragma once

#include <chrono>
#include <functional>
#include <span>

#include "agent/interfaces/acs.hpp"
#include "datamodel/status.hpp"

namespace lineman {

// One thread: the agent's loop. References are good until control returns to the loop.
class Status {
 public:
  virtual ~Status() = default;

  virtual bool core_is_connected() const = 0;
  // Since when that is as it is, seconds since the epoch; 0: since before the agent looked.
  virtual std::int64_t connected_since() const = 0;
  virtual const datamodel::CoreStatus& core() const = 0;

  // One for each account of this model, ordered by account. While the core is away they keep what
  // was last known, with states that say so by core_connected().
  virtual std::span<const datamodel::AccountStatus> accounts() const = 0;

  // As it is now.
  virtual AcsState acs() const = 0;

  // How long ago the core said so.
  virtual std::chrono::milliseconds age() const = 0;

  // Calls `done` from the loop when what is held is at most fresh_enough old, or when a core that
  // stays silent for patience gives no hope of it: then the old values stand, with their age. A
  // door that shows counters asks this before it reads them; states are pushed by the core and need
  // no asking.
  virtual void refresh(std::function<void()> done) = 0;

  static constexpr std::chrono::milliseconds fresh_enough{1000};
  static constexpr std::chrono::milliseconds patience{200};
};

}  // namespace lineman
