#include "ctl/timeline/timeline.hpp"

#include <algorithm>
#include <map>

namespace lineman::ctl::timeline {
namespace {

using Kind = Happening::Kind;

// Seconds between two times that were rounded each on its own, and are the same moment.
constexpr std::int64_t rounding = 1;

// One account, from event to event.
class Track {
 public:
  explicit Track(std::int64_t complete_from) : quiet_since_{complete_from} {}

  void told(const Happening& happening) {
    if (happening.before) paint_before(happening);
    open_.reset();
    quiet_since_ = happening.time;
    if (happening.place) {
      open_ = {.span = {happening.time, happening.time},
               .place = *happening.place,
               .target = happening.target};
    }
    if (happening.kind == Kind::moved) {
      moves_.push_back({happening.time, happening.word, happening.detail});
    }
  }

  // The SIP core was heard up to `time`.
  void lost(std::int64_t time) {
    close(time);
    quiet_since_.reset();
  }

  void found(std::int64_t time) {
    open_.reset();
    quiet_since_ = time;
  }

  // What holds at the end has held since the last event, since nothing was said of another place.
  void end(const Standing& standing, std::int64_t time) {
    if (open_) return close(time);
    if (!standing.place) return;
    auto from = quiet_since_.value_or(time);
    if (standing.since) from = std::min(from, *standing.since);
    band_.paint({{from, time}, *standing.place, standing.target});
  }

  const Band& band() const { return band_; }
  const std::vector<Move>& moves() const { return moves_; }

 private:
  void paint_before(const Happening& happening) {
    Interval interval{{happening.time - happening.lasted, happening.time}, *happening.before};
    const bool is_open = open_ && open_->place == interval.place &&
                         interval.span.from <= open_->span.from + rounding;
    if (is_open) {
      interval.span.from = std::min(interval.span.from, open_->span.from);
      interval.target = open_->target;
    }
    band_.paint(interval);
  }

  void close(std::int64_t time) {
    if (!open_) return;
    open_->span.to = time;
    band_.paint(*open_);
    open_.reset();
  }

  Band band_;
  std::vector<Move> moves_;
  std::optional<Interval> open_;             // told, and nothing else since
  std::optional<std::int64_t> quiet_since_;  // every event would have been heard
};

class Tracks {
 public:
  explicit Tracks(const Past& past) {
    for (const auto& each : past.standings) tracks_.emplace(each.account, Track{past.since});
    for (const auto& each : in_order(past.happenings)) take(each);
    for (const auto& each : past.standings) tracks_.at(each.account).end(each, past.until);
  }

  const Track& of(unsigned account) const { return tracks_.at(account); }

 private:
  static std::vector<Happening> in_order(std::vector<Happening> happenings) {
    std::ranges::stable_sort(happenings, {}, &Happening::time);
    return happenings;
  }

  void take(const Happening& happening) {
    if (happening.kind == Kind::core_away) {
      for (auto& [account, track] : tracks_) track.lost(happening.time);
    } else if (happening.kind == Kind::core_back) {
      for (auto& [account, track] : tracks_) track.found(happening.time);
    } else if (const auto track = tracks_.find(happening.account); track != tracks_.end()) {
      track->second.told(happening);
    }
  }

  std::map<unsigned, Track> tracks_;
};

std::vector<Standing> chosen(const Past& past, const std::vector<unsigned>& accounts) {
  auto standings = past.standings;
  std::erase_if(standings, [&](const Standing& each) {
    return !accounts.empty() && std::ranges::count(accounts, each.account) == 0;
  });
  return standings;
}

std::int64_t usual_beginning(const Past& past, const std::vector<Standing>& standings,
                             const Tracks& tracks) {
  auto first = past.until;
  for (const auto& each : standings) {
    const auto& painted = tracks.of(each.account).band().painted();
    if (!painted.empty()) first = std::min(first, painted.front().span.from);
  }
  return std::max(first, past.until - longest_usual_span);
}

std::vector<Move> within(std::vector<Move> moves, Span span) {
  std::erase_if(moves,
                [&](const Move& each) { return each.time < span.from || each.time > span.to; });
  return moves;
}

// And nothing else is known of it.
bool is_switched_off(const Row& row) {
  return seconds_at(row, Place::off) > 0 &&
         std::ranges::all_of(row.intervals, [](const Interval& each) {
           return each.place == Place::off || each.place == Place::unknown;
         });
}

// Unless there is nothing else to show.
void leave_out_switched_off(std::vector<Row>& rows) {
  if (!std::ranges::all_of(rows, is_switched_off)) std::erase_if(rows, is_switched_off);
}

}  // namespace

Timeline timeline_of(const Past& past, std::optional<std::int64_t> since,
                     const std::vector<unsigned>& accounts) {
  const auto standings = chosen(past, accounts);
  const Tracks tracks{past};
  const auto from = since ? *since : usual_beginning(past, standings, tracks);
  Timeline timeline{.span = {std::min(from, past.until - shortest_span), past.until},
                    .source = past.source};
  for (const auto& each : standings) {
    const auto& track = tracks.of(each.account);
    timeline.rows.push_back({each.account, each.label, track.band().filled(timeline.span),
                             within(track.moves(), timeline.span)});
  }
  if (accounts.empty()) leave_out_switched_off(timeline.rows);
  return timeline;
}

std::int64_t seconds_at(const Row& row, Place place) {
  std::int64_t seconds = 0;
  for (const auto& each : row.intervals) {
    if (each.place == place) seconds += each.span.seconds();
  }
  return seconds;
}

}  // namespace lineman::ctl::timeline
