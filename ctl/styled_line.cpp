#include "ctl/styled_line.hpp"

#include <numeric>
#include <ostream>
#include <string_view>

#include "ctl/text_width.hpp"

namespace lineman::ctl {
namespace {

std::string_view style_of(const Span& span) {
  if (span.title) return "\033[1m";
  switch (span.tone) {
    case Tone::plain:
      return {};
    case Tone::good:
      return "\033[32m";
    case Tone::notable:
      return "\033[33m";
    case Tone::bad:
      return "\033[31m";
    case Tone::faint:
      return "\033[2m";
  }
  return {};
}

void write(const Span& span, std::ostream& out, bool colours) {
  const auto style = colours && !span.text.empty() ? style_of(span) : "";
  out << style << span.text;
  if (!style.empty()) out << "\033[0m";
}

}  // namespace

void write_lines(const std::vector<StyledLine>& lines, std::ostream& out, bool colours) {
  for (const auto& line : lines) {
    for (const auto& span : line) write(span, out, colours);
    out << '\n';
  }
}

std::size_t columns_of(const StyledLine& line) {
  return std::accumulate(
      line.begin(), line.end(), std::size_t{0},
      [](std::size_t sum, const Span& span) { return sum + columns_of(span.text); });
}

}  // namespace lineman::ctl
