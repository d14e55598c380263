// What has happened to the phone while no agent ran.
#pragma once

#include "tr069/session/state.hpp"

namespace lineman::cwmp {

// The agent has started, in the boot of the kernel that `boot_id` names, with a configuration that
// has this generation. A phone that did not restart is none that booted; one that was told to
// (Reboot) has done so, and `M Reboot` waits for the ACS. False where that event is lost: too many
// wait.
bool note_start(State& state, std::string_view boot_id, std::uint64_t generation);

}  // namespace lineman::cwmp
