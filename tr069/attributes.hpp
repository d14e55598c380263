// The attributes of parameters (TR-069, A.3.2.4 and A.3.2.5): which changes the ACS wants to hear
// of.
#pragma once

#include <span>

#include "tr069/model/data_model.hpp"
#include "tr069/session/notifications.hpp"

namespace lineman::cwmp {

// What SetParameterAttributes makes of `state`: all of it, or a fault and nothing. A
// later entry wins over an earlier one. Forced notification cannot be turned off (9009), and values
// that change all the time cannot be active (9009); where a partial path is named, the forced ones
// below it stay as they are. What is active until the ACS asks for something else stays in the
// state where it is turned off. The access list is always "Subscriber", since other managers than
// the ACS may write: another one is refused (9001).
tl::expected<State, Fault> with_attributes(const DataModel& model, State state,
                                           std::span<const SetAttributes> list);

// GetParameterAttributes. 9005 for a name that is not there.
tl::expected<std::vector<ParameterAttributes>, Fault> attributes_of(
    const DataModel& model, const State& state, std::span<const std::string> names);

}  // namespace lineman::cwmp
