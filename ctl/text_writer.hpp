// Puts words at their columns, line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ctl/document.hpp"
#include "ctl/styled_line.hpp"

namespace lineman::ctl {

inline constexpr std::size_t column_gap = 2;

class TextWriter {
 public:
  explicit TextWriter(std::size_t width) : width_{width} {}

  std::size_t width() const { return width_; }
  // All lines that have ended.
  const std::vector<StyledLine>& lines() const { return lines_; }

  // What a terminal would obey rather than show becomes '?'.
  void text(std::string_view text, Tone tone = Tone::plain);
  void title(std::string_view text);
  void spaces(std::size_t count);
  void end_line();

  // The rest of a line that stands at column `indent`, and as many more as it takes: below it, or
  // far to the left where a word of `longest` columns would not fit otherwise.
  void wrapped(const Cell& cell, std::size_t indent, std::size_t longest);

 private:
  std::size_t width_;
  std::vector<StyledLine> lines_{};
  StyledLine line_{};
};

}  // namespace lineman::ctl
