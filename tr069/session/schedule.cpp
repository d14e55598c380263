#include "tr069/session/schedule.hpp"

#include <algorithm>

namespace lineman::cwmp {

Schedule::Schedule(Clock& clock, Random random, std::function<void()> open)
    : clock_(clock), random_(std::move(random)), open_(std::move(open)) {}

void Schedule::set_ready(bool ready) {
  if (ready == ready_) return;
  ready_ = ready;
  // What waited for a retry of the old ACS need not wait for the new one.
  if (ready && next_) next_ = clock_.now();
  arm();
}

void Schedule::want() {
  next_ = clock_.now();
  arm();
}

void Schedule::want_though_closed() {
  closed_until_ = TimePoint::min();
  want();
}

void Schedule::succeeded() {
  if (!running_) return;
  ladder_.succeeded();
  ended();
}

void Schedule::failed(const RetryPolicy& policy, bool retry, std::chrono::seconds closed_for) {
  if (!running_) return;
  closed_until_ = clock_.now() + std::min<std::chrono::seconds>(closed_for, longest_closed);
  const auto wait = ladder_.failed(policy, random_);
  if (retry && !next_) next_ = clock_.now() + wait;
  ended();
}

void Schedule::ended() {
  running_ = false;
  arm();
}

void Schedule::arm() {
  timer_.reset();
  if (!ready_ || running_ || !next_) return;
  next_ = std::max(*next_, earliest());
  timer_ = clock_.at(*next_, [this] { begin(); });
}

void Schedule::begin() {
  // The timer is held until the end of its own call.
  const auto timer = std::move(timer_);
  next_.reset();
  running_ = true;
  if (begun_.size() == sessions_in_a_row) begun_.pop_front();
  begun_.push_back(clock_.now());
  // The hook may say that the session has failed at once, and the owner may go with it.
  const auto open = open_;
  open();
}

TimePoint Schedule::earliest() const {
  const auto now = std::max(clock_.now(), closed_until_);
  if (begun_.size() < sessions_in_a_row || now - begun_.front() >= row_window) return now;
  return std::max(now, begun_.back() + row_pause);
}

}  // namespace lineman::cwmp
