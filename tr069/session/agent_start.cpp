#include "tr069/session/agent_start.hpp"

#include <algorithm>

#include "tr069/session/notifications.hpp"

namespace lineman::cwmp {

bool note_start(State& state, std::string_view boot_id, std::uint64_t generation) {
  // Generations that are numbered anew are none that were published.
  state.published = std::min(state.published, generation);
  const bool restarted = state.boot_id != boot_id;
  const bool rebooted = state.reboot && (restarted || state.reboot_begun);
  state.boot_id = boot_id;
  if (restarted || rebooted) add_boot(state);
  if (!rebooted) return true;
  const bool has_room = state.events.add(event::reboot, *state.reboot);
  state.reboot.reset();
  state.reboot_begun = false;
  return has_room;
}

}  // namespace lineman::cwmp
