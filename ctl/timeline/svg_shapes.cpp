#include "ctl/timeline/svg_shapes.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "ctl/timeline/svg_text.hpp"

namespace lineman::ctl::timeline {
namespace {

std::string attributes_of(At at) {
  return attribute("x", at.x) + attribute("y", at.y);
}

std::string begin(std::string_view name) {
  return '<' + std::string{name};
}

std::string end(std::string_view name) {
  return "</" + std::string{name} + ">\n";
}

// The class of a place, and its pattern where a colour alone would not do.
std::string look_of(Place place) {
  const std::string word{word_of(place)};
  const bool is_pattern =
      place == Place::failover || place == Place::fallback || place == Place::none;
  return attribute("class", word) + (is_pattern ? attribute("fill", "url(#" + word + ')') : "");
}

OpenElement polygon(std::string_view class_name, std::initializer_list<At> corners) {
  std::string points;
  for (const auto corner : corners) {
    if (!points.empty()) points += ' ';
    points += svg_number(corner.x) + ',' + svg_number(corner.y);
  }
  return {"polygon",
          begin("polygon") + attribute("class", class_name) + attribute("points", points)};
}

}  // namespace

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string{name} + "=\"" + std::string{value} + '"';
}

std::string attribute(std::string_view name, double value) {
  return attribute(name, svg_number(value));
}

std::string bare(const OpenElement& element) {
  return element.begun + "/>\n";
}

std::string titled(const OpenElement& element, std::string_view title, std::string_view text) {
  const auto tooltip = title.empty() ? "" : "<title>" + xml_text(title) + "</title>";
  return element.begun + '>' + tooltip + xml_text(text) + end(element.name);
}

OpenElement box(At at, Size size, std::string_view attributes) {
  return {"rect", begin("rect") + attributes_of(at) + attribute("width", size.wide) +
                      attribute("height", size.high) + std::string{attributes}};
}

OpenElement line(At from, At to, std::string_view class_name) {
  return {"line", begin("line") + attribute("class", class_name) + attribute("x1", from.x) +
                      attribute("y1", from.y) + attribute("x2", to.x) + attribute("y2", to.y)};
}

// An account that is switched off is a thin line: nothing is wrong with it. A box that has a rim
// has it inside.
OpenElement place_box(Place place, At at, Size size) {
  constexpr double thin = 4;
  if (place == Place::off) {
    return box({at.x, at.y + (size.high - thin) / 2}, {size.wide, thin}, look_of(place));
  }
  const bool has_rim = place == Place::none || place == Place::unknown;
  if (!has_rim) return box(at, size, look_of(place));
  return box({at.x + 0.5, at.y + 0.5}, {std::max(size.wide - 1, 1.0), size.high - 1},
             look_of(place));
}

OpenElement marker(Direction direction, At at) {
  constexpr double half = 4;
  const auto top = at.y - 2 * half;
  const auto [left, right] = std::pair{at.x - half, at.x + half};
  switch (direction) {
    case Direction::away:
      return polygon("away", {{left, top}, {right, top}, at});
    case Direction::back:
      return polygon("back", {{left, at.y}, {right, at.y}, {at.x, top}});
    case Direction::both:
      break;
  }
  const auto middle = at.y - half;
  return polygon("away", {{at.x, top}, {right, middle}, at, {left, middle}});
}

std::string text(At at, std::string_view class_name, std::string_view words) {
  return begin("text") + attributes_of(at) + attribute("class", class_name) + '>' +
         xml_text(words) + end("text");
}

}  // namespace lineman::ctl::timeline
