// What a service tells systemd, and what systemd hands to it (sd_notify(3), sd_watchdog_enabled(3),
// sd_listen_fds(3)).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lineman::daemon {

// Each does nothing where nobody asked to be told.
void notify_ready(std::string_view status);
void notify_reloading();
void notify_stopping();
void notify_status(std::string_view status);
void notify_alive();  // the watchdog's keepalive

// How often the watchdog wants notify_alive(): half of what the unit says. Nothing: not at all.
std::optional<std::chrono::microseconds> watchdog_interval();

// A descriptor that was opened for us (socket activation).
struct InheritedSocket {
  int descriptor;
  std::string name;  // FileDescriptorName= of the socket unit
};

// Takes them over: a second call gives none, and children do not inherit them.
std::vector<InheritedSocket> inherited_sockets();

}  // namespace lineman::daemon
