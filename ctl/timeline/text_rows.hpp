// A timeline as rows of characters, for a terminal. Pure.
#pragma once

#include <string>

#include "ctl/timeline/timeline.hpp"
#include "ctl/timeline/zone.hpp"

namespace lineman::ctl::timeline {

// At most `width` columns, which are at least 40. Each character stands for the same time, and
// shows what in it an operator would least like to miss: nowhere before server 2 before another
// target of server 1. `colours`: for a terminal that shows them.
std::string text_rows(const Timeline& timeline, const Zone& zone, unsigned width, bool colours);

}  // namespace lineman::ctl::timeline
