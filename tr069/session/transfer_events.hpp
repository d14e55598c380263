// The events of transfers that have ended (TR-069, table 8).
#pragma once

#include "tr069/session/state.hpp"

namespace lineman::cwmp {

// Makes the events those of the transfers that have ended and that the ACS has not answered for: 7
// TRANSFER COMPLETE once, and M Download, M Upload or M ScheduleDownload for each CommandKey.
// Called whenever that may have changed; the same again changes nothing.
void tell_of_transfers(State& state);

}  // namespace lineman::cwmp
