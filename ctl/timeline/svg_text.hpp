// Text and numbers as they stand in an SVG document.
#pragma once

#include <string>
#include <string_view>

namespace lineman::ctl::timeline {

// Whatever `text` holds, as characters of XML 1.0: markup escaped, and '?' for what may not stand
// there.
std::string xml_text(std::string_view text);

// With one digit after the point at most: "12.5", "12".
std::string svg_number(double number);

// The first characters of a text in UTF-8, with "…" where some were left out.
std::string shortened(std::string_view text, std::size_t characters);

}  // namespace lineman::ctl::timeline
