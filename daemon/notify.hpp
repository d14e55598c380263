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
void notify_ready();
void notify_reloading();
void notify_stopping();
void notify_status(std::string_view status);
void notify_alive();  // the watchdog's keepalive

// How often the watchdog wants notify_alive(): half of what the unit says. Nothing: not at all.
std::optional<std::chrono::microseconds> watchdog_interval();

// The sockets that were opened for us under this name (FileDescriptorName= of the socket unit), in
// the unit's order. Asked once for each name; children do not inherit them. The first call logs and
// closes those that have no name of ours.
std::vector<int> inherited_sockets(std::string_view name);

// Whether any were.
bool inherits_sockets();

// The only one; nothing where there is none, and where there are several, the others are closed.
std::optional<int> inherited_socket(std::string_view name);

// The names of sockets that may be handed to a daemon of ours.
inline constexpr std::string_view inheritable_sockets[] = {"control", "sipcore", "cwmp", "snmp",
                                                           "web"};

}  // namespace lineman::daemon
