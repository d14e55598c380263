// The control socket's file: opened, and tried again where that fails.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "agent/interfaces/door_state.hpp"
#include "daemon/clock.hpp"
#include "varlink/server.hpp"

namespace lineman::agent {

// One thread: the loop's, which outlives it, as do `clock` and `handler`.
class ControlDoor {
 public:
  // `group` owns the socket's file, so that its members reach it.
  ControlDoor(boost::asio::io_context& loop, Clock& clock, varlink::Handler& handler,
              std::string path, std::optional<gid_t> group);

  // Listens at `path`, or on `inherited` where somebody opened it for us. A failure is logged and
  // tried again.
  void open(std::optional<int> inherited = std::nullopt);

  DoorState state() const;

  static constexpr std::chrono::seconds retry_interval{5};
  // Octets that wait for one who reads slowly, before its next call or event. A single reply may
  // have more.
  static constexpr std::size_t maximum_output = std::size_t{64} * 1024;

 private:
  Clock& clock_;
  std::string path_;
  std::optional<gid_t> group_;
  varlink::Server server_;
  bool open_ = false;
  std::string problem_;
  std::unique_ptr<Timer> retry_;
};

}  // namespace lineman::agent
