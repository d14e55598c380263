// How long something held, over several stretches.
#pragma once

#include <optional>

#include "daemon/clock.hpp"

namespace lineman::sipcore {

class SecondsMeter {
 public:
  explicit SecondsMeter(Clock& clock) : clock_(clock) {}

  void run(bool on) {
    if (on == since_.has_value()) return;
    if (on) {
      since_ = clock_.now();
      return;
    }
    sum_ += clock_.now() - *since_;
    since_.reset();
  }

  std::uint64_t seconds() const {
    const auto all = since_ ? sum_ + (clock_.now() - *since_) : sum_;
    return static_cast<std::uint64_t>(std::chrono::floor<std::chrono::seconds>(all).count());
  }

 private:
  Clock& clock_;
  Duration sum_{};
  std::optional<TimePoint> since_{};
};

}  // namespace lineman::sipcore
