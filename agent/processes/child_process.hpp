// Programs that the agent starts beside itself.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace lineman::agent {

// As the shell has it: its exit code, or 128 and the signal; -1 where the system does not say.
using CommandEnd = std::function<void(int code)>;

// Starts the program `words[0]` (a path, or a name in PATH) with these words, without a shell, in a
// session of its own, with nothing of ours open but standard input, `output` as its standard
// output, and standard error. Otherwise the sentence why not.
tl::expected<pid_t, std::string> start_child(const std::vector<std::string>& words, int output);

// `ended` is called from the loop when the child ends, and not where the loop ends first. It is
// killed with all of its session where it goes on for longer than `longest`; zero: as long as it
// likes.
void watch_child(boost::asio::io_context& loop, pid_t child, std::chrono::milliseconds longest,
                 CommandEnd ended);

}  // namespace lineman::agent
