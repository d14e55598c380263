// The agent put together.
#pragma once

#include <chrono>
#include <memory>

#include "daemon/settings.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::agent {

// Recovers the store and connects to the SIP core; the core is loaded before a door opens, or
// patience_for_core passes without one; then the doors open and systemd is told. What comes back
// owns every part. Throws std::runtime_error with a sentence where the agent cannot start: the
// state directory is not to be had, the store cannot be recovered.
std::shared_ptr<void> start(boost::asio::io_context& loop, const daemon::Options& options,
                            const daemon::Settings& settings);

inline constexpr std::chrono::seconds patience_for_core{2};

}  // namespace lineman::agent
