#include "sipcore/transaction/resender.hpp"

#include <utility>

namespace lineman::sipcore {

Resender::Resender(Clock& clock, const SipTimers& timers, Calls calls)
    : clock_(clock), timers_(timers), calls_(std::move(calls)) {
  end_ = clock_.after(64 * timers_.t1, [this] {
    resend_.reset();
    const auto give_up = std::move(calls_.give_up);
    give_up();
  });
  if (calls_.send) arm(clock_.now());
}

void Resender::arm(TimePoint from) {
  const auto due = from + resend_interval(timers_, sent_++);
  resend_ = clock_.at(due, [this, due] {
    calls_.send();
    arm(due);
  });
}

}  // namespace lineman::sipcore
