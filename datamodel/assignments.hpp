// The lines that the daemons' settings and the phone's files share: `name = value`, comments,
// nothing else.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lineman::datamodel {

// Names have at most this many octets, lines this many.
inline constexpr std::size_t maximum_name = 255;
inline constexpr std::size_t maximum_line = 4096;

// One `name = value`. Blanks around both are taken off; within, and what the value means, is the
// reader's business. A value may be empty, and may contain '=' and '#'.
struct Assignment {
  std::string name;
  std::string value;
  unsigned line = 0;  // from 1

  bool operator==(const Assignment&) const = default;
};

// What is no assignment, no comment and not blank. The sentence quotes nothing of the line, which
// may hold a secret.
struct BadLine {
  unsigned line = 0;
  std::string sentence;
  std::string name{};  // where there is a good one before the equals sign

  bool operator==(const BadLine&) const = default;
};

// Lines end with LF or CRLF, the last one need not; a byte-order mark at the beginning is dropped;
// lines that begin with '#' are comments. NUL and other control characters are bad. Each line that
// is neither blank nor a comment is given to one of the two, in order.
void each_assignment(std::string_view text, const std::function<void(const Assignment&)>& good,
                     const std::function<void(const BadLine&)>& bad);

struct Assignments {
  std::vector<Assignment> good;
  std::vector<BadLine> bad;
};

// All at once, for a text that is known to be small.
Assignments read_assignments(std::string_view text);

}  // namespace lineman::datamodel
