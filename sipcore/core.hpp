// The SIP core put together: engine, control socket, watchdog.
#pragma once

#include <memory>

#include "daemon/options.hpp"
#include "daemon/settings.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::sipcore {

// One thread: the loop's, which outlives it.
class Core {
 public:
  // Throws std::runtime_error with a sentence where the core cannot start: no local address, or no
  // control socket.
  Core(boost::asio::io_context& loop, const daemon::Options& options,
       const daemon::Settings& settings);
  // Registrations stand: the next start takes them up again.
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace lineman::sipcore
