#include "ctl/top/bar.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace lineman::ctl::top {
namespace {

constexpr std::size_t steps = 8;  // of a column
constexpr std::array<std::string_view, steps> begun = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

std::size_t filled(double part, std::size_t all) {
  const auto exact = std::clamp(part, 0.0, 1.0) * static_cast<double>(all);
  const auto whole = static_cast<std::size_t>(std::lround(exact));
  return whole == 0 && part > 0 && all > 0 ? 1 : whole;
}

}  // namespace

std::string bar(double part, std::size_t columns, Glyphs glyphs) {
  std::string text;
  if (glyphs == Glyphs::ascii) {
    const auto full = filled(part, columns);
    return text.append(full, '#').append(columns - full, '-');
  }
  const auto eighths = filled(part, columns * steps);
  for (std::size_t i = 0; i < eighths / steps; ++i) text += "█";
  text += begun.at(eighths % steps);
  const auto shown = (eighths + steps - 1) / steps;
  return text.append(columns - shown, ' ');
}

}  // namespace lineman::ctl::top
