#include "ctl/top/known_terminal.hpp"

// Its macros (lines, columns) are why it is included nowhere else.
#include <curses.h>
#include <term.h>
#include <unistd.h>

namespace lineman::ctl::top {

bool is_known_terminal() {
  int error = 0;
  if (setupterm(nullptr, STDOUT_FILENO, &error) != OK) return false;
  del_curterm(cur_term);
  return true;
}

}  // namespace lineman::ctl::top
