#include "tr069/periodic_timer.hpp"

#include <utility>

namespace lineman::cwmp {

PeriodicTimer::PeriodicTimer(Clock& clock, std::function<void()> due)
    : clock_{clock}, due_{std::move(due)} {}

void PeriodicTimer::set(const PeriodicSettings& settings) {
  periodic_.set(settings, clock_.now(), clock_.wall());
  arm();
}

void PeriodicTimer::arm() {
  const auto due = periodic_.due();
  if (due == armed_for_) return;
  armed_for_ = due;
  timer_.reset();
  if (due) timer_ = clock_.at(*due, [this] { fired(); });
}

void PeriodicTimer::fired() {
  // The timer is held until the end of its own call.
  const auto timer = std::move(timer_);
  periodic_.fired(clock_.now(), clock_.wall());
  due_();
  arm();
}

}  // namespace lineman::cwmp
