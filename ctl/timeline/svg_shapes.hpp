// The shapes of the picture as elements of SVG. What a function leaves open is closed by titled()
// or bare().
#pragma once

#include <string>
#include <string_view>

#include "ctl/timeline/moves.hpp"
#include "ctl/timeline/place.hpp"

namespace lineman::ctl::timeline {

// A corner or a point, in pixels.
struct At {
  double x = 0;
  double y = 0;
};

struct Size {
  double wide = 0;
  double high = 0;
};

// An element that is still open: its name, and what stands there of it.
struct OpenElement {
  std::string_view name;
  std::string begun;
};

// With a blank before it: name="value".
std::string attribute(std::string_view name, std::string_view value);
std::string attribute(std::string_view name, double value);

std::string bare(const OpenElement& element);
// With a tooltip, unless there is nothing to say in it, and text.
std::string titled(const OpenElement& element, std::string_view title, std::string_view text = {});

OpenElement box(At at, Size size, std::string_view attributes);
OpenElement line(At from, At to, std::string_view class_name);

// The box that stands for a place, in its colour or pattern.
OpenElement place_box(Place place, At at, Size size);

// The mark of moves, which touches its point from above.
OpenElement marker(Direction direction, At at);

// A whole element.
std::string text(At at, std::string_view class_name, std::string_view words);

}  // namespace lineman::ctl::timeline
