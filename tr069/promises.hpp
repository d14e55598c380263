// What the ACS is told that happens after its session: Reboot and FactoryReset (TR-069, A.3.2.9 and
// A.4.1.6).
#pragma once

#include <functional>
#include <memory>

#include "agent/interfaces/configuration.hpp"
#include "tr069/state_keeper.hpp"

namespace lineman::cwmp {

// One thread: the agent's loop. What it is given outlives it.
class Promises {
 public:
  struct Hooks {
    // Restarts the phone; `failed` where that cannot be done.
    std::function<void(std::function<void()> failed)> reboot;
    // Gives every parameter its factory value; true where that is committed.
    std::function<void(std::function<void(bool done)>)> reset_configuration;
    // The agent begins anew, with the state and the configuration that are stored.
    std::function<void()> begin_anew;
    // A restart or a factory reset has failed: the phone stays what it is.
    std::function<void()> goes_on;
  };

  Promises(const Configuration& configuration, StateKeeper& keeper, Hooks hooks);

  // Begins what the state says was promised; once the phone was told to restart, not again.
  void keep();

  // A factory reset is under way: nothing may talk to an ACS that may be another one soon.
  bool is_resetting() const { return is_resetting_; }

 private:
  void reboot();
  void reboot_failed();
  void reset();
  void configuration_is_reset();
  void reset_failed();

  const Configuration& configuration_;
  StateKeeper& keeper_;
  Hooks hooks_;
  bool is_resetting_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // answers may come after the end
};

}  // namespace lineman::cwmp
