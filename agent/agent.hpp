// The agent put together.
#pragma once

#include <chrono>

#include "daemon/program.hpp"

namespace lineman::agent {

// Recovers the store and connects to the SIP core; the core is loaded before a door opens, or
// patience_for_core passes without one; then the doors open and systemd is told. What comes back
// owns every part. Throws std::runtime_error with a sentence where the agent cannot start: the
// state directory is not to be had, the store cannot be recovered.
daemon::Running start(boost::asio::io_context& loop, const daemon::Options& options,
                      const daemon::Settings& settings);

inline constexpr std::chrono::seconds patience_for_core{2};

}  // namespace lineman::agent
