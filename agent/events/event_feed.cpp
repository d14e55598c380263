#include "agent/events/event_feed.hpp"

#include <chrono>
#include <utility>

namespace lineman::agent {
namespace {

// At most so many octets, and no character of UTF-8 in halves.
void cut(std::string& text, std::size_t octets) {
  if (text.size() <= octets) return;
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (octets > 0 && continues(octets)) --octets;
  text.resize(octets);
}

bool is_worth_keeping(const Event& event) {
  const auto& kind = event.kind;
  if (kind == "call" || kind == "subscription" || kind == "acsSession") return false;
  return kind != "state" || event.place.empty() || event.place != event.before;
}

}  // namespace

void EventFeed::tell(Event event) {
  if (event.time == 0) event.time = now();
  cut(event.detail, longest_detail);
  for (auto& [id, watcher] : watchers_) hand_on(watcher, event);
  if (is_worth_keeping(event)) keep(std::move(event));
}

bool EventFeed::watch(WatcherId id, Event first, Deliver deliver) {
  if (watchers_.size() >= maximum_watchers && !watchers_.contains(id)) return false;
  if (first.time == 0) first.time = now();
  const auto [place, is_new] =
      watchers_.insert_or_assign(id, Watcher{.deliver = std::move(deliver)});
  hand_on(place->second, first);
  return true;
}

void EventFeed::caught_up(WatcherId id) {
  const auto found = watchers_.find(id);
  if (found == watchers_.end() || found->second.missed == 0) return;
  const auto missed = found->second.missed;
  const bool told = found->second.deliver(
      {.kind = std::string{missed_kind},
       .detail = std::to_string(missed) + (missed == 1 ? " event" : " events"),
       .time = now()});
  if (told) found->second.missed = 0;
}

// Once one was missed, so are those after it until there is room: the order stays.
void EventFeed::hand_on(Watcher& watcher, const Event& event) {
  if (watcher.missed == 0 && watcher.deliver(event)) return;
  ++watcher.missed;
}

void EventFeed::keep(Event event) {
  if (kept_.size() == maximum_kept) {
    kept_since_ = kept_.front().told;
    kept_.pop_front();
  }
  cut(event.detail, longest_kept_detail);
  kept_.push_back({std::move(event), clock_.now()});
}

std::int64_t EventFeed::wall_time_of(TimePoint when) const {
  const auto ago = std::chrono::duration_cast<WallTime::duration>(clock_.now() - when);
  return std::chrono::round<std::chrono::seconds>((clock_.wall() - ago).time_since_epoch()).count();
}

}  // namespace lineman::agent
