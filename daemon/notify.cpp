#include "daemon/notify.hpp"

#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <map>
#include <memory>
#include <span>

#include "daemon/log.hpp"

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

using NamedSockets = std::map<std::string, std::vector<int>, std::less<>>;

bool any_handed_over = false;

// What systemd opened for us, by name.
NamedSockets take_over_sockets() {
  char** names = nullptr;
  const int count = sd_listen_fds_with_names(1, &names);
  any_handed_over = count > 0;
  NamedSockets sockets;
  for (int i = 0; i < count; ++i) {
    const int descriptor = SD_LISTEN_FDS_START + i;
    const std::unique_ptr<char, decltype(&std::free)> name{names[i], std::free};
    if (std::ranges::find(inheritable_sockets, std::string_view{name.get()}) !=
        std::end(inheritable_sockets)) {
      sockets[name.get()].push_back(descriptor);
    } else {
      log::warning(log::Event::inherited_socket_unknown,
                   "a socket that was handed over is not known by its name",
                   {{"LINEMAN_NAME", name.get()}});
      close(descriptor);
    }
  }
  std::free(names);  // NOLINT: allocated by libsystemd
  return sockets;
}

}  // namespace

void notify_ready() {
  notify("READY=1");
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

std::vector<int> inherited_sockets(std::string_view name) {
  static auto sockets = take_over_sockets();
  const auto at = sockets.find(name);
  if (at == sockets.end()) return {};
  auto descriptors = std::move(at->second);
  sockets.erase(at);
  return descriptors;
}

bool inherits_sockets() {
  inherited_sockets({});  // it is known once they are taken over
  return any_handed_over;
}

std::optional<int> inherited_socket(std::string_view name) {
  const auto descriptors = inherited_sockets(name);
  if (descriptors.empty()) return std::nullopt;
  for (const auto extra : std::span{descriptors}.subspan(1)) {
    log::warning(log::Event::inherited_socket_unknown,
                 "more than one socket was handed over under a name",
                 {{"LINEMAN_NAME", std::string{name}}});
    close(extra);
  }
  return descriptors.front();
}

}  // namespace lineman::daemon
