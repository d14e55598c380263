#include "ctl/timeline/picture_words.hpp"

#include "ctl/durations.hpp"
#include "ctl/timeline/picture_layout.hpp"

namespace lineman::ctl::timeline {
namespace {

constexpr const char* to_the_second = "%F %T";
constexpr const char* to_the_minute = "%F %H:%M";

}  // namespace

std::string words_of(Span span, const Zone& zone) {
  return zone.text(span.from, to_the_minute) + " to " + zone.text(span.to, to_the_minute) + " (" +
         duration_text(span.seconds()) + "), " + zone.name(span.from, span.to);
}

std::string words_of(const Interval& interval, const Zone& zone) {
  std::string text{name_of(interval.place)};
  if (!interval.target.empty()) text += ", " + interval.target;
  return text + ": " + zone.text(interval.span.from, to_the_second) + " to " +
         zone.text(interval.span.to, to_the_second) + ", " + duration_text(interval.span.seconds());
}

std::string words_of(const MoveGroup& group, const Zone& zone) {
  std::string text;
  for (std::size_t i = 0; i < group.moves.size() && i < layout::most_told; ++i) {
    const auto& move = group.moves[i];
    text += (i == 0 ? "" : "; ") + zone.text(move.time, to_the_second) + ' ' + move.word + ": " +
            move.detail;
  }
  if (group.moves.size() <= layout::most_told) return text;
  return text + "; and " + std::to_string(group.moves.size() - layout::most_told) + " more";
}

std::string_view name_on_band(Place place) {
  switch (place) {
    case Place::failover:
      return "other target";
    case Place::none:
      return "nowhere";
    case Place::off:
      return "";
    case Place::primary:
    case Place::fallback:
    case Place::unknown:
      break;
  }
  return name_of(place);
}

}  // namespace lineman::ctl::timeline
