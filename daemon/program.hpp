// The life of a daemon, from its command line to its exit code.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/options.hpp"
#include "daemon/settings.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::daemon {

// What runs on the loop.
struct Running {
  // Lives until the loop ends; its destructor ends it.
  std::shared_ptr<void> whole;
  // Takes over those settings that act without a restart. Sentences say what is wrong; then it has
  // taken nothing over. No function: there are none.
  std::function<std::vector<std::string>(const Settings&)> apply{};
};

// What a daemon does that others do not.
struct Daemon {
  Program program;
  // `--check`, once the settings are good: prints what else is wrong and gives the exit code.
  std::function<int(const Options&, const Settings&)> check;
  // A std::exception says in a sentence why the daemon cannot start.
  std::function<Running(boost::asio::io_context&, const Options&, const Settings&)> start;
};

// Runs until SIGTERM or SIGINT. SIGHUP reads the settings again: those that the table marks as live
// act at once, all of them or, where anything is wrong, none.
int run(const Daemon& daemon, int count, const char* const* arguments);

}  // namespace lineman::daemon
