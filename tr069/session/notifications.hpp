// Which changes of values the ACS hears of, and when (TR-069, 3.7.1.5 and A.3.2.4): pure.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tr069/session/state.hpp"

namespace lineman::cwmp {

// Names in State::changed. Above it the ACS still gets 4 VALUE CHANGE, with the names that came
// first.
inline constexpr std::size_t maximum_changed = 1024;

// Says of a full name whether its notification is always active.
using IsForced = std::function<bool(std::string_view name)>;
// The value of a full name as it is now; nothing where there is no such parameter any more.
using ValueOf = std::function<std::optional<ParameterValue>(std::string_view name)>;

// What is in force: active where that is forced, else what was set, else off.
Notification notification_of(const State& state, std::string_view name, bool forced);

// SetParameterAttributes for one full name. Off forgets the name.
void set_notification(State& state, std::string_view name, Notification notification);

// Names of those of `live`, values with a notification as they are now, that differ from
// State::told, which then has the new ones. One that is not there yet is none that changed.
std::vector<std::string> changed_live_values(State& state, std::span<const ParameterValue> live);

// First contact, or another ACS: 0 BOOTSTRAP, beside which earlier changes mean nothing, nor what
// another ACS has asked for and wanted to hear of by its CommandKeys.
void add_bootstrap(State& state);
// The phone has restarted: changes that nobody was told of are told by no one (TR-069, table 8);
// the new 1 BOOT waits.
void add_boot(State& state);

struct Noted {
  bool session = false;  // one is wanted now: a notification is active
  bool stored = false;   // the state has changed and is to be written
  std::string report{};  // what had to be left out: for the log; else empty
};

// Knows beside the state which names the present Inform carries.
class ValueChanges {
 public:
  // The values of `names` have changed: those with a notification go to State::changed, and 4 VALUE
  // CHANGE into the queue. What the ACS itself did (`by_acs`) is no news to it.
  Noted note(State& state, std::span<const std::string> names, bool by_acs, const IsForced& forced);

  // The parameters of the next Inform: `forced` as they are, then the changed ones that are not
  // among them.
  std::vector<ParameterValue> tell(const State& state, std::vector<ParameterValue> forced,
                                   const ValueOf& value_of);

  // The ACS has answered that Inform: its names leave State::changed. One that was noted after
  // tell() stays for the next session. The events are the queue's to clear.
  void delivered(State& state);

 private:
  struct Told {
    std::string name;
    std::optional<std::string> value;
  };
  std::vector<Told> told_;
};

}  // namespace lineman::cwmp
