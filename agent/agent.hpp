// The agent put together.
#pragma once

#include <memory>
#include <string>

#include "agent/posix_files.hpp"
#include "daemon/settings.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::agent {

// Owns every part and the order of their lives: the store is recovered by the constructor, the core
// is loaded before a door opens, or two seconds pass without one. One thread: the loop's, which
// outlives it.
class Agent {
 public:
  // Throws std::runtime_error with a sentence where the agent cannot start: the store cannot be
  // recovered, or SNMP's library cannot be had.
  Agent(boost::asio::io_context& loop, const daemon::Settings& settings,
        const daemon::Options& options, std::unique_ptr<PosixFiles> files);
  ~Agent();
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;

  // Connects to the core and, in time, opens the doors and says READY.
  void start();

  static constexpr std::chrono::seconds patience_for_core{2};

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace lineman::agent
