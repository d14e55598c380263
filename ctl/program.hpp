// linemanctl as a function, so that tests can call it.
#pragma once

#include <span>
#include <string>

#include "ctl/console.hpp"

namespace lineman::ctl {

// `arguments` without the program's name. Returns the exit code.
int run_program(std::span<const std::string> arguments, Console& console);

}  // namespace lineman::ctl
