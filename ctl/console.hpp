// Where linemanctl reads and writes, so that tests can stand in for a terminal.
#pragma once

#include <cstdint>
#include <iosfwd>

namespace lineman::ctl {

struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool terminal = false;  // whether a person sits before `out`
  bool colours = false;   // whether it shows them
  bool progress = false;  // whether a person sits before `err`, on a terminal that can clear a line
  unsigned width = 80;    // columns of the terminal
  std::int64_t now = 0;   // seconds since the epoch
};

// Exit codes of linemanctl, as everywhere in Lineman.
inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;  // refused, or the agent did not answer
inline constexpr int exit_usage = 2;

}  // namespace lineman::ctl
