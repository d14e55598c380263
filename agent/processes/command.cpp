#include "agent/processes/command.hpp"

#include <unistd.h>

namespace lineman::agent {

std::string run_command(boost::asio::io_context& loop, const std::vector<std::string>& words,
                        CommandEnd ended, std::chrono::milliseconds longest) {
  const auto child = start_child(words, STDOUT_FILENO);
  if (!child) return child.error();
  watch_child(loop, *child, longest, std::move(ended));
  return {};
}

}  // namespace lineman::agent
