// A clock that stands still until a test moves it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>

#include "daemon/clock.hpp"

namespace lineman::test {

// Timers fire in the order of their time, those of one instant in the order in which they were
// armed. A timer may destroy itself or others, and arm new ones, while it is called. Armed timers
// must not outlive the clock.
class FakeClock : public Clock {
 public:
  TimePoint now() const override { return now_; }
  WallTime wall() const override { return wall_; }

  std::unique_ptr<Timer> at(TimePoint when, std::function<void()> call) override {
    const Key key{std::max(when, now_), next_++};
    calls_.emplace(key, std::move(call));
    return std::make_unique<Armed>(*this, key);
  }

  // Moves both clocks, stopping at each timer on the way.
  void advance(Duration step) { advance_to(now_ + step); }

  void advance_to(TimePoint end) {
    while (fire_next(end)) {
    }
    move_to(end);
  }

  // Moves to the next timer that is not after `end` and calls it; false where there is none.
  bool fire_next(TimePoint end) {
    if (calls_.empty() || calls_.begin()->first.first > end) return false;
    const auto next = calls_.begin();
    move_to(next->first.first);
    const auto call = std::move(next->second);
    calls_.erase(next);
    call();
    return true;
  }

  // The wall clock alone, as when somebody sets it.
  void set_wall(WallTime wall) { wall_ = wall; }

  std::size_t armed() const { return calls_.size(); }

 private:
  using Key = std::pair<TimePoint, std::uint64_t>;

  class Armed : public Timer {
   public:
    Armed(FakeClock& clock, Key key) : clock_(clock), key_(key) {}
    ~Armed() override { clock_.calls_.erase(key_); }
    Armed(const Armed&) = delete;
    Armed& operator=(const Armed&) = delete;

   private:
    FakeClock& clock_;
    Key key_;
  };

  void move_to(TimePoint time) {
    wall_ += std::chrono::duration_cast<WallTime::duration>(time - now_);
    now_ = time;
  }

  TimePoint now_{std::chrono::hours(1)};
  WallTime wall_{std::chrono::seconds(1'767'225'600)};  // 2026-01-01T00:00:00Z
  std::uint64_t next_ = 0;
  std::map<Key, std::function<void()>> calls_;
};

}  // namespace lineman::test
