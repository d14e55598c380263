// The output formats: every verb's document goes through one of these.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "ctl/document.hpp"
#include "ctl/styled_line.hpp"

namespace lineman::ctl {

// For people: aligned, titled, at most `width` columns where the words permit it. Nothing is cut
// off, wherever it goes: what does not fit is wrapped, or has a line of its own.
std::vector<StyledLine> text_lines(const Document& document, std::size_t width);
void print_text(const Document& document, std::ostream& out, bool colours, unsigned width);

// For programs that read lines: "account.1.state=registered".
void print_keyvalue(const Document& document, std::ostream& out);

// The same text with '?' for what a terminal would obey rather than show: a server's words may hold
// anything.
std::string printable(std::string_view text);

}  // namespace lineman::ctl
