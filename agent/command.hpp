// A hook of the phone maker's (cwmp.reboot_command), run beside the agent.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace lineman::agent {

// Nothing: it could not be started. Otherwise as the shell has it: its exit code, or 128 and the
// signal.
using CommandEnd = std::function<void(int code)>;

// Starts the program `words[0]` (a path, or a name in PATH) with these words, without a shell, in a
// session of its own, with its output where ours goes and nothing else of ours open. Empty: it
// runs, and `ended` is called from the loop when it ends. Otherwise the sentence why it does not,
// and `ended` is not called.
std::string run_command(boost::asio::io_context& loop, const std::vector<std::string>& words,
                        CommandEnd ended);

}  // namespace lineman::agent
