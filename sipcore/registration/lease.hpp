// When a registration is renewed.
#pragma once

#include <chrono>

namespace lineman::sipcore {

// From the grant to the refresh. `overlap` > 0: that long before the end; -1, or an overlap not
// below the lease: at half the lease up to 1200 s, 600 s before its end above.
std::chrono::milliseconds time_to_refresh(std::chrono::seconds lease, std::chrono::seconds overlap);

}  // namespace lineman::sipcore
