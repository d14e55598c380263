// Writes for people: words at a column, painted where the terminal shows colours.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "ctl/document.hpp"

namespace lineman::ctl {

inline constexpr std::size_t column_gap = 2;

class TextWriter {
 public:
  // `out` outlives the writer.
  TextWriter(std::ostream& out, bool colours, std::size_t width)
      : out_{out}, colours_{colours}, width_{width} {}

  std::size_t width() const { return width_; }

  void text(std::string_view text, Tone tone = Tone::plain);
  void title(std::string_view text);
  void spaces(std::size_t count);
  void end_line();

  // The rest of a line that stands at column `indent`, and as many more as it takes: below it, or
  // far to the left where a word of `longest` columns would not fit otherwise.
  void wrapped(const Cell& cell, std::size_t indent, std::size_t longest);

 private:
  void painted(std::string_view text, std::string_view colour);

  std::ostream& out_;
  bool colours_;
  std::size_t width_;
};

}  // namespace lineman::ctl
