// Lines of a terminal before they are written: what stands there, and how good it is.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "ctl/document.hpp"

namespace lineman::ctl {

struct Span {
  std::string text;  // printable
  Tone tone = Tone::plain;
  bool title = false;
  bool reversed = false;  // on a screen: what is selected
};

using StyledLine = std::vector<Span>;

// On a terminal that shows colours, or as text alone. Each line ends with a line break.
void write_lines(const std::vector<StyledLine>& lines, std::ostream& out, bool colours);

std::size_t columns_of(const StyledLine& line);

}  // namespace lineman::ctl
