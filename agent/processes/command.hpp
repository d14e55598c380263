// A hook of the phone maker's (cwmp.reboot_command), run beside the agent.
#pragma once

#include <string>
#include <vector>

#include "agent/processes/child_process.hpp"

namespace lineman::agent {

// Starts a program as start_child() does, with its output where ours goes. Empty: it runs, and
// `ended` is called as watch_child() does. Otherwise the sentence why it does not, and `ended` is
// not called.
std::string run_command(boost::asio::io_context& loop, const std::vector<std::string>& words,
                        CommandEnd ended, std::chrono::milliseconds longest = {});

}  // namespace lineman::agent
