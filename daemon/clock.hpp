// The seam `Clock`: what time it is, and when to be called back.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace lineman {

using TimePoint = std::chrono::steady_clock::time_point;
using Duration = std::chrono::steady_clock::duration;
using WallTime = std::chrono::system_clock::time_point;

// A call to come. Destroying it is how it is cancelled; after that the function is not called.
class Timer {
 public:
  virtual ~Timer() = default;
};

// One thread: whoever owns the loop. Functions are called from the loop, never from within after().
class Clock {
 public:
  virtual ~Clock() = default;

  virtual TimePoint now() const = 0;  // monotonic
  virtual WallTime wall() const = 0;  // may jump
  virtual std::unique_ptr<Timer> at(TimePoint when, std::function<void()> call) = 0;

  std::unique_ptr<Timer> after(Duration wait, std::function<void()> call) {
    return at(now() + wait, std::move(call));
  }
};

}  // namespace lineman
