// What happens on the phone, told to whoever watches.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <string>
#include <string_view>

#include "daemon/clock.hpp"

namespace lineman::agent {

// One thing that happened, in the words of org.lineman.Control1 (type Event). Never a value of a
// parameter: some are secrets.
struct Event {
  std::string kind{};
  unsigned account = 0;          // 0: none is meant
  unsigned server = 0;           // 0: none is meant
  std::uint64_t generation = 0;  // 0: none is meant
  std::string detail{};          // a sentence or a server's words
  std::int64_t time = 0;         // seconds since the epoch; 0: now
  // Where the account is registered since then, and where it was before, for so many seconds: the
  // SIP core's words (org.lineman.SipCore1.Place). Empty where none is meant.
  std::string place{};
  std::string target{};
  std::string before{};
  std::uint64_t lasted = 0;
};

inline constexpr std::string_view watching_kind = "watching";
inline constexpr std::string_view missed_kind = "missed";

// Publishers tell, watchers get. For those who come later the last ones are kept. One thread: the
// agent's loop.
class EventFeed {
 public:
  using WatcherId = std::uint64_t;
  // Hands one event on; false where the watcher reads too slowly and did not get it. Must neither
  // watch nor forget.
  using Deliver = std::function<bool(const Event&)>;

  static constexpr std::size_t maximum_watchers = 16;
  static constexpr std::size_t longest_detail = 1024;  // octets; what is longer is cut

  // Events that are kept: not those of calls, subscriptions and sessions with the ACS, and not a
  // state that left the account where it was. There are many of these.
  static constexpr std::size_t maximum_kept = 512;
  static constexpr std::size_t longest_kept_detail = 255;  // octets; what is longer is cut

  // `clock` outlives it.
  explicit EventFeed(const Clock& clock) : clock_{clock}, kept_since_{clock.now()} {}

  void tell(Event event);

  // `first` is what the watcher gets at once. False: there are as many as may be. The same watcher
  // again: the new one takes its place.
  bool watch(WatcherId id, Event first, Deliver deliver);

  // A watcher who did not get an event has room again: it is told how many it missed, and goes on.
  void caught_up(WatcherId id);

  void forget(WatcherId id) { watchers_.erase(id); }

  // `told`: when the agent heard of it.
  struct Kept {
    Event event;
    TimePoint told;
  };

  // Oldest first.
  const std::list<Kept>& kept() const { return kept_; }
  // From when on kept() is complete.
  TimePoint kept_since() const { return kept_since_; }

  // Seconds since the epoch, reckoned back from what the clock shows now: a time from before it was
  // set is right as well.
  std::int64_t wall_time_of(TimePoint when) const;

 private:
  struct Watcher {
    Deliver deliver;
    std::uint64_t missed = 0;
  };

  static void hand_on(Watcher& watcher, const Event& event);
  void keep(Event event);
  std::int64_t now() const { return wall_time_of(clock_.now()); }

  const Clock& clock_;
  std::map<WatcherId, Watcher> watchers_;
  std::list<Kept> kept_;
  TimePoint kept_since_;
};

}  // namespace lineman::agent
