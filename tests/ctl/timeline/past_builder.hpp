// A past in a few words, for tests.
#pragma once

#include <optional>
#include <string>

#include "ctl/timeline/timeline.hpp"

namespace lineman::ctl::timeline {

// The account has been at `place` since `time`, after `lasted` seconds at `before`.
inline Happening placed(std::int64_t time, Place place, Place before, std::int64_t lasted,
                        unsigned account = 1) {
  return {.time = time,
          .account = account,
          .place = place,
          .before = before,
          .lasted = lasted,
          .word = "state"};
}

inline Happening moved(std::int64_t time, const std::string& word, Place place, Place before,
                       std::int64_t lasted) {
  auto happening = placed(time, place, before, lasted);
  happening.kind = Happening::Kind::moved;
  happening.word = word;
  happening.detail = "server 1 to server 2: timeout";
  return happening;
}

inline Happening core_away(std::int64_t time) {
  return {.time = time, .kind = Happening::Kind::core_away};
}

inline Happening core_back(std::int64_t time) {
  return {.time = time, .kind = Happening::Kind::core_back};
}

// "unknown 0-100, primary 100-200"
inline std::string text_of(const Row& row) {
  std::string text;
  for (const auto& each : row.intervals) {
    if (!text.empty()) text += ", ";
    text += std::string{word_of(each.place)} + ' ' + std::to_string(each.span.from) + '-' +
            std::to_string(each.span.to);
  }
  return text;
}

}  // namespace lineman::ctl::timeline
