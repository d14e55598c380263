// Which values have changed since the ACS heard of them (TR-069, 3.7.1.5): stored ones as they are
// published, live ones as they differ from what it was told.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "tr069/model/data_model.hpp"
#include "tr069/session/notifications.hpp"
#include "tr069/state_keeper.hpp"

namespace lineman::cwmp {

// Whether nobody publishes a change of this parameter: it is found by comparison.
bool is_live(std::string_view name);

// One thread: the agent's loop. What it is given outlives it. It changes the state and leaves it to
// the owner to have it stored.
class ValueWatch {
 public:
  // `want_session`: a change that the ACS wants to hear of at once.
  ValueWatch(const DataModel& model, const Status& status, State& state,
             std::function<void()> want_session);

  // Parameters that are active until the ACS asks for something else are so in the state.
  void begin();

  // What a generation has changed; `by_acs`: the ACS itself did.
  void published(std::span<const datamodel::ParameterRef> changed, bool by_acs);

  // Live values may be other ones now; before the SIP core has said anything, none of its are.
  // Those with passive notification are left to tell(): they are told in an Inform that goes out
  // for something else, and a counter must not have the state written each time.
  void look();

  // Before the events of an Inform are told.
  void look_at_passive();
  // The parameters of an Inform.
  std::vector<ParameterValue> tell();
  // The ACS has answered that Inform.
  void delivered();

  // Whether a change waits that the ACS wants to hear of at once.
  bool is_urgent() const;

 private:
  bool is_forced(std::string_view name) const;
  bool status_is_known() const;
  std::vector<std::string> live_names(Notification notification) const;
  std::vector<std::string> that_differ(const std::vector<std::string>& names);
  void note(const std::vector<std::string>& names, bool by_acs);

  const DataModel& model_;
  const Status& status_;
  State& state_;
  std::function<void()> want_session_;
  ValueChanges changes_;
  std::vector<ParameterValue> carried_;  // by the Inform that is out
};

}  // namespace lineman::cwmp
