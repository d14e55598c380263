// What is to stand on the screen: lines with attributes.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ctl/document.hpp"
#include "ctl/styled_line.hpp"
#include "ctl/top/bar.hpp"

namespace lineman::ctl::top {

struct Size {
  std::size_t columns = 80;
  std::size_t lines = 24;
};

using Frame = std::vector<StyledLine>;

// What every part of the picture is made for.
struct Canvas {
  Size size{};
  std::int64_t now = 0;  // seconds since the epoch
  Glyphs glyphs = Glyphs::blocks;
};

// One piece of text, printable whatever it was.
Span span_of(std::string_view text, Tone tone = Tone::plain);

// Cells beside each other, two columns apart, each cut to its width; those of width 0 are left out.
struct Slot {
  Cell cell{};
  std::size_t width = 0;
  Align align = Align::left;
};
StyledLine row_of(std::span<const Slot> slots);

// Cut at the right edge, "…" where something is missing.
StyledLine clipped(const StyledLine& line, std::size_t columns);

StyledLine title_line(std::string_view text);

}  // namespace lineman::ctl::top
