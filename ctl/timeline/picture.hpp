// A timeline as a picture: one SVG document, 1,000 pixels wide, that needs nothing from outside and
// runs nothing. Light or dark, as whoever looks at it prefers. Pure.
#pragma once

#include <string>

#include "ctl/timeline/timeline.hpp"
#include "ctl/timeline/zone.hpp"

namespace lineman::ctl::timeline {

std::string picture_of(const Timeline& timeline, const Zone& zone);

}  // namespace lineman::ctl::timeline
