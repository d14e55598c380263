// One account's time as a band that is painted piece by piece. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ctl/timeline/place.hpp"

namespace lineman::ctl::timeline {

// Seconds since the epoch; `to` does not belong to it.
struct Span {
  std::int64_t from = 0;
  std::int64_t to = 0;

  std::int64_t seconds() const { return to - from; }
};

struct Interval {
  Span span{};
  Place place = Place::unknown;
  std::string target{};  // the server's address; empty where it is not known, or there is none
};

class Band {
 public:
  // What is painted later covers what was there. An empty span paints nothing.
  void paint(const Interval& interval);

  // In order and without overlaps; the gaps are what is not known.
  const std::vector<Interval>& painted() const { return painted_; }

  // Exactly `span`: gaps are intervals of Place::unknown, and neighbours that are alike are one.
  std::vector<Interval> filled(Span span) const;

 private:
  void clear(Span span);

  std::vector<Interval> painted_;
};

}  // namespace lineman::ctl::timeline
