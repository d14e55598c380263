// What happens on the phone, told to whoever watches.
#pragma once

#include <cstdint>
#include <functional>
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
};

inline constexpr std::string_view watching_kind = "watching";
inline constexpr std::string_view missed_kind = "missed";

// Publishers tell, watchers get. Nothing is kept for those who come later. One thread: the agent's
// loop.
class EventFeed {
 public:
  using WatcherId = std::uint64_t;
  // Hands one event on; false where the watcher reads too slowly and did not get it. Must neither
  // watch nor forget.
  using Deliver = std::function<bool(const Event&)>;

  static constexpr std::size_t maximum_watchers = 16;
  static constexpr std::size_t longest_detail = 1024;  // octets; what is longer is cut

  // `clock` outlives it.
  explicit EventFeed(const Clock& clock) : clock_{clock} {}

  void tell(Event event);

  // `first` is what the watcher gets at once. False: there are as many as may be. The same watcher
  // again: the new one takes its place.
  bool watch(WatcherId id, Event first, Deliver deliver);

  // A watcher who did not get an event has room again: it is told how many it missed, and goes on.
  void caught_up(WatcherId id);

  void forget(WatcherId id) { watchers_.erase(id); }

 private:
  struct Watcher {
    Deliver deliver;
    std::uint64_t missed = 0;
  };

  static void hand_on(Watcher& watcher, const Event& event);
  std::int64_t now() const;

  const Clock& clock_;
  std::map<WatcherId, Watcher> watchers_;
};

}  // namespace lineman::agent
