// Waits whose length nobody can foretell, so that phones which start together do not ask together.
#pragma once

#include <functional>

#include "daemon/clock.hpp"

namespace lineman::sipcore {

// A time from `least` to `most`, both included; replaced in tests.
using PickWait = std::function<Duration(Duration least, Duration most)>;

// Evenly distributed, to the microsecond. Not for secrets.
Duration random_wait(Duration least, Duration most);

}  // namespace lineman::sipcore
