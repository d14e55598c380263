// A bar that fills its columns as far as something is there.
#pragma once

#include <string>

namespace lineman::ctl::top {

enum class Glyphs { blocks, ascii };

// `part` from 0 to 1. Blocks move by an eighth of a column: "████▌   "; ASCII by a whole one:
// "#####---". A part that is not 0 shows something.
std::string bar(double part, std::size_t columns, Glyphs glyphs);

}  // namespace lineman::ctl::top
