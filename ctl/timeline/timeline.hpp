// From what happened to which server each account was on. Pure.
//
// Nothing is made up: an account was somewhere for as long as an event says so (each says where it
// was until then, and for how long), or no event came although every one would have been heard.
// All other time is not known.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ctl/timeline/band.hpp"
#include "ctl/timeline/past.hpp"

namespace lineman::ctl::timeline {

// A failover, fallback or failback.
struct Move {
  std::int64_t time = 0;
  std::string word{};    // "failover"
  std::string detail{};  // from where to where, and why
};

struct Row {
  unsigned account = 0;
  std::string label{};
  std::vector<Interval> intervals{};  // fill the span
  std::vector<Move> moves{};          // within the span
};

struct Timeline {
  Span span{};
  std::vector<Row> rows{};
  std::string source{};
};

// What is drawn where nobody asked for more: the last seven days at most.
inline constexpr std::int64_t longest_usual_span = std::int64_t{7} * 24 * 60 * 60;
// A shorter span is made as long as this: an axis needs some length.
inline constexpr std::int64_t shortest_span = 60;

// `since`: where it begins; nothing for where something begins to be known. `accounts`: these only;
// where it is empty, all but those that were switched off all the time.
Timeline timeline_of(const Past& past, std::optional<std::int64_t> since,
                     const std::vector<unsigned>& accounts);

// Seconds of the row at a place.
std::int64_t seconds_at(const Row& row, Place place);

}  // namespace lineman::ctl::timeline
