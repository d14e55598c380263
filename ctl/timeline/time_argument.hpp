// A time as somebody types it.
#pragma once

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "ctl/timeline/zone.hpp"

namespace lineman::ctl::timeline {

// Seconds since the epoch of "90m" (minutes ago; also s, h, d, w), "2026-01-02", "2026-01-02 03:04"
// and "2026-01-02 03:04:05" in the zone, or "2026-01-02T03:04:05Z". The error is a sentence without
// a full stop.
tl::expected<std::int64_t, std::string> time_argument(std::string_view text, std::int64_t now,
                                                      const Zone& zone);

}  // namespace lineman::ctl::timeline
