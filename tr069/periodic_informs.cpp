#include "tr069/periodic_informs.hpp"

namespace lineman::cwmp {

PeriodicInforms::PeriodicInforms(Clock& clock, std::function<void()> due)
    : clock_{clock}, due_{std::move(due)} {}

void PeriodicInforms::set(const PeriodicSettings& settings) {
  periodic_.set(settings, clock_.now(), clock_.wall());
  arm();
}

void PeriodicInforms::arm() {
  const auto due = periodic_.due();
  if (due == armed_for_) return;
  armed_for_ = due;
  timer_.reset();
  if (!due) return;
  timer_ = clock_.at(*due, [this] {
    periodic_.fired(clock_.now(), clock_.wall());
    due_();
    arm();
  });
}

}  // namespace lineman::cwmp
