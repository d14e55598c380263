#include "ctl/timeline/timeline_reply.hpp"

#include <boost/json/array.hpp>

#include "datamodel/time_text.hpp"

namespace lineman::ctl::timeline {
namespace {

namespace json = boost::json;
using datamodel::utc_text;

json::object object_of(const Interval& interval) {
  return {{"from", utc_text(interval.span.from)},
          {"to", utc_text(interval.span.to)},
          {"place", word_of(interval.place)},
          {"target", interval.target}};
}

json::object object_of(const Move& move) {
  return {{"time", utc_text(move.time)}, {"kind", move.word}, {"detail", move.detail}};
}

json::object object_of(const Row& row) {
  json::object seconds;
  for (const auto place : places) seconds[word_of(place)] = seconds_at(row, place);
  json::array intervals;
  for (const auto& each : row.intervals) intervals.emplace_back(object_of(each));
  json::array moves;
  for (const auto& each : row.moves) moves.emplace_back(object_of(each));
  return {{"account", row.account},
          {"label", row.label},
          {"seconds", std::move(seconds)},
          {"intervals", std::move(intervals)},
          {"moves", std::move(moves)}};
}

}  // namespace

json::object reply_of(const Timeline& timeline) {
  json::array accounts;
  for (const auto& each : timeline.rows) accounts.emplace_back(object_of(each));
  return {{"version", 1},
          {"from", utc_text(timeline.span.from)},
          {"to", utc_text(timeline.span.to)},
          {"source", timeline.source},
          {"accounts", std::move(accounts)}};
}

Document view_of(const Timeline& timeline) {
  Document document{{.fields = {{"from", "From", {.value = utc_text(timeline.span.from)}},
                                {"to", "To", {.value = utc_text(timeline.span.to)}}}}};
  for (const auto& row : timeline.rows) {
    Section section{.key = "account." + std::to_string(row.account)};
    for (const auto place : places) {
      section.fields.push_back({"seconds." + std::string{word_of(place)},
                                std::string{name_of(place)},
                                {.value = std::to_string(seconds_at(row, place))}});
    }
    section.fields.push_back({"moves", "Moves", {.value = std::to_string(row.moves.size())}});
    document.push_back(std::move(section));
  }
  return document;
}

}  // namespace lineman::ctl::timeline
