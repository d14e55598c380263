// The life of a daemon, from its command line to its exit code.
#pragma once

#include <functional>
#include <memory>

#include "daemon/options.hpp"
#include "daemon/settings.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::daemon {

// What a daemon does that others do not.
struct Daemon {
  Program program;
  // `--check`, once the settings are good: prints what else is wrong and gives the exit code.
  std::function<int(const Options&, const Settings&)> check;
  // Makes whatever runs on the loop; it lives until the loop ends, and its destructor ends it. A
  // std::exception says in a sentence why the daemon cannot start.
  std::function<std::shared_ptr<void>(boost::asio::io_context&, const Options&, const Settings&)>
      start;
};

// Runs until SIGTERM or SIGINT. SIGHUP reads the settings again, of which log.* acts at once.
int run(const Daemon& daemon, int count, const char* const* arguments);

}  // namespace lineman::daemon
