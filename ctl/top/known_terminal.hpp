// Whether curses can be begun at all.
#pragma once

namespace lineman::ctl::top {

// Whether this machine knows the terminal of standard output (TERM; terminfo(5)). Asked apart,
// since newterm(3) keeps what it took when it says no.
bool is_known_terminal();

}  // namespace lineman::ctl::top
