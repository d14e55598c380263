#include "daemon/watchdog.hpp"

#include "daemon/notify.hpp"

namespace lineman::daemon {

void Watchdog::feed() {
  const auto interval = watchdog_interval();
  if (!interval) return;
  notify_alive();
  timer_ = clock_.after(*interval, [this] { feed(); });
}

}  // namespace lineman::daemon
