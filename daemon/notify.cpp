#include "daemon/notify.hpp"

#include <systemd/sd-daemon.h>

#include <cstdlib>
#include <ctime>

namespace lineman::daemon {
namespace {

void notify(const std::string& state) {
  sd_notify(0, state.c_str());
}

std::string monotonic_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::to_string(now.tv_sec * 1'000'000 + now.tv_nsec / 1'000);
}

}  // namespace

void notify_ready(std::string_view status) {
  notify("READY=1\nSTATUS=" + std::string{status});
}

void notify_reloading() {
  notify("RELOADING=1\nMONOTONIC_USEC=" + monotonic_microseconds());
}

void notify_stopping() {
  notify("STOPPING=1");
}

void notify_status(std::string_view status) {
  notify("STATUS=" + std::string{status});
}

void notify_alive() {
  notify("WATCHDOG=1");
}

std::optional<std::chrono::microseconds> watchdog_interval() {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
  return std::chrono::microseconds{microseconds / 2};
}

std::vector<InheritedSocket> inherited_sockets() {
  char** names = nullptr;
  const int count = sd_listen_fds_with_names(1, &names);
  std::vector<InheritedSocket> sockets;
  for (int i = 0; i < count; ++i) {
    const char* name =
        names != nullptr ? names[i] : "";  // NOLINT: an array by sd_listen_fds's contract
    sockets.push_back({SD_LISTEN_FDS_START + i, name});
    if (names != nullptr) std::free(names[i]);  // NOLINT
  }
  std::free(names);  // NOLINT: allocated by libsystemd
  return sockets;
}

}  // namespace lineman::daemon
