// When a session is opened (TR-069, 3.2.1.1 and 3.7.1.5): pure, over a clock.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>

#include "daemon/clock.hpp"
#include "tr069/session/retry_ladder.hpp"

namespace lineman::cwmp {

// Sessions that may follow each other without a pause, as an ACS or a script makes them that
// changes something in each; the next one waits.
inline constexpr std::size_t sessions_in_a_row = 10;
inline constexpr std::chrono::seconds row_window{60};  // what counts as in a row
inline constexpr std::chrono::seconds row_pause{10};   // from the start of the last session
// Whatever an ACS writes into Retry-After (RFC 9110, 10.2.3).
inline constexpr std::chrono::hours longest_closed{1};

// One session at a time. One thread: the loop's. The clock outlives it. open() is always called
// from the loop, never from within a function of this class, so that all that happens in one turn
// of the loop is one session.
class Schedule {
 public:
  Schedule(Clock& clock, Random random, std::function<void()> open);

  // Whether there is an ACS to talk to: the door is enabled and has a URL. What is wanted while
  // there is none waits for one. The owner ends a session that runs, and says so.
  void set_ready(bool ready);

  // Something has happened that needs a session: at once, also where a retry is being waited for;
  // during a session, one more after it. Where the ACS has said that it is closed: once it opens.
  void want();
  // The same at once all the same: the ACS itself or a person asks, or the ACS is another one.
  void want_though_closed();

  // The session that open() began has ended. After a failed one another is tried when the ladder
  // says so, unless there is nothing to try it for (`retry`: false): its only event was a
  // CONNECTION REQUEST. `closed_for`: the ACS wants to be left alone for so long (Retry-After),
  // which counts up to longest_closed.
  void succeeded();
  void failed(const RetryPolicy& policy, bool retry,
              std::chrono::seconds closed_for = std::chrono::seconds{0});

  bool running() const { return running_; }
  // When the next session begins; nothing where none is foreseen, one runs, or there is no ACS.
  std::optional<TimePoint> next() const { return timer_ ? next_ : std::nullopt; }

 private:
  void ended();
  void arm();
  void begin();
  TimePoint earliest() const;

  Clock& clock_;
  Random random_;
  std::function<void()> open_;
  RetryLadder ladder_;
  bool ready_ = false;
  bool running_ = false;
  std::optional<TimePoint> next_;  // wanted then, as far as pauses allow
  std::unique_ptr<Timer> timer_;
  TimePoint closed_until_ = TimePoint::min();
  std::deque<TimePoint> begun_;  // the last ones, at most sessions_in_a_row
};

}  // namespace lineman::cwmp
