// What the picture says in words: tooltips and headings. Pure.
#pragma once

#include <string>
#include <string_view>

#include "ctl/timeline/moves.hpp"
#include "ctl/timeline/timeline.hpp"
#include "ctl/timeline/zone.hpp"

namespace lineman::ctl::timeline {

// "2026-01-02 03:04 to 2026-01-03 03:04 (1 d), UTC"
std::string words_of(Span span, const Zone& zone);

// "server 2, 192.0.2.2:5060: 2026-01-02 03:04:05 to 2026-01-02 03:09:05, 5 min"
std::string words_of(const Interval& interval, const Zone& zone);

// Each move with its time and reason; of many the first ones.
std::string words_of(const MoveGroup& group, const Zone& zone);

// What stands on a band; empty where nothing has to.
std::string_view name_on_band(Place place);

}  // namespace lineman::ctl::timeline
