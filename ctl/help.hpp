#pragma once

#include <iosfwd>

#include "ctl/verbs.hpp"

namespace lineman::ctl {

void print_help(std::ostream& out);                    // of the program
void print_help(const Verb& verb, std::ostream& out);  // of one verb

}  // namespace lineman::ctl
