// Where the marks of a time axis stand. Pure.
#pragma once

#include <string>
#include <vector>

#include "ctl/timeline/band.hpp"
#include "ctl/timeline/zone.hpp"

namespace lineman::ctl::timeline {

struct Tick {
  std::int64_t time = 0;
  std::string time_text{};  // "14:00"; the day where the marks are whole days
  std::string day_text{};   // "28 Nov", where it is another one than that of the mark before
};

// At round times of the zone, `most` of them at most.
std::vector<Tick> ticks_of(Span span, const Zone& zone, std::size_t most);

}  // namespace lineman::ctl::timeline
