#include "ctl/timeline/band.hpp"

#include <algorithm>
#include <utility>

namespace lineman::ctl::timeline {
namespace {

bool is_empty(const Interval& interval) {
  return interval.span.from >= interval.span.to;
}

void append(std::vector<Interval>& intervals, Interval next) {
  if (is_empty(next)) return;
  if (!intervals.empty()) {
    auto& last = intervals.back();
    if (last.place == next.place && last.target == next.target && last.span.to == next.span.from) {
      last.span.to = next.span.to;
      return;
    }
  }
  intervals.push_back(std::move(next));
}

}  // namespace

void Band::paint(const Interval& interval) {
  if (is_empty(interval)) return;
  const bool is_later = painted_.empty() || painted_.back().span.to <= interval.span.from;
  if (is_later) return painted_.push_back(interval);
  clear(interval.span);
  const auto at = std::ranges::upper_bound(painted_, interval.span.from, {},
                                           [](const Interval& each) { return each.span.from; });
  painted_.insert(at, interval);
}

void Band::clear(Span span) {
  std::vector<Interval> left;
  for (const auto& each : painted_) {
    auto before = each;
    before.span.to = std::min(each.span.to, span.from);
    auto after = each;
    after.span.from = std::max(each.span.from, span.to);
    for (auto& rest : {before, after}) {
      if (!is_empty(rest)) left.push_back(rest);
    }
  }
  painted_ = std::move(left);
}

std::vector<Interval> Band::filled(Span span) const {
  std::vector<Interval> intervals;
  auto known_to = span.from;
  for (auto each : painted_) {
    each.span.from = std::max(each.span.from, span.from);
    each.span.to = std::min(each.span.to, span.to);
    if (is_empty(each)) continue;
    append(intervals, {.span = {known_to, each.span.from}});
    known_to = each.span.to;
    append(intervals, std::move(each));
  }
  append(intervals, {.span = {known_to, span.to}});
  return intervals;
}

}  // namespace lineman::ctl::timeline
