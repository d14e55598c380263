// What a program says, for whoever asks for a log (cwmp.log_command).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "agent/processes/child_process.hpp"

namespace lineman::agent {

struct CommandOutput {
  int code = 0;        // as CommandEnd has it
  std::string text{};  // of its standard output
};

struct OutputLimits {
  std::size_t octets = 0;                // the last ones are kept
  std::chrono::milliseconds longest{0};  // then it is killed
};

// Starts a program as start_child() does, and keeps what it says. Empty: it runs, and `ended` is
// called from the loop once it has ended, whoever holds on to its output after it. Otherwise the
// sentence why it does not, and `ended` is not called.
std::string read_command(boost::asio::io_context& loop, const std::vector<std::string>& words,
                         OutputLimits limits, std::function<void(const CommandOutput&)> ended);

}  // namespace lineman::agent
