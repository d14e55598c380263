// What the system says of the phone's programs.
#pragma once

#include <string>

#include "ctl/bundle/contents.hpp"

namespace lineman::ctl::bundle {

// Versions, units, journal, sockets, name servers, memory. What is not there is told as missing.
void add_system_files(Contents& contents);

}  // namespace lineman::ctl::bundle
