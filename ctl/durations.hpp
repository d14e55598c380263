// Times of replies as people like to read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lineman::ctl {

// Seconds since the epoch of "2026-01-02T03:04:05Z"; nothing where it is none.
std::optional<std::int64_t> seconds_of(std::string_view utc);

// "12 s", "5 min", "3 h 5 min", "2 d 3 h": the two largest units from hours on. Negative counts as
// 0.
std::string duration_text(std::int64_t seconds);

// The same in few columns, for tables: "12 s", "119 min", "47 h", "2 d".
std::string brief_duration(std::int64_t seconds);

// How long ago `utc` was, how long it is until then; "-" for never.
std::string time_since(std::string_view utc, std::int64_t now);
std::string time_until(std::string_view utc, std::int64_t now);
std::string brief_time_since(std::string_view utc, std::int64_t now);
std::string brief_time_until(std::string_view utc, std::int64_t now);

}  // namespace lineman::ctl
