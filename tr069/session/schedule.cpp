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
  if (!ready) heartbeat_wanted_ = false;
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

void Schedule::want_notification(std::chrono::seconds throttle) {
  throttle_ = throttle;
  arm();
}

void Schedule::want_heartbeat() {
  if (!ready_) return;
  heartbeat_wanted_ = true;
  arm();
}

void Schedule::succeeded() {
  if (!running_) return;
  succeeded_at_ = clock_.now();
  if (!is_heartbeat_) ladder_.succeeded();
  ended();
}

void Schedule::failed(const RetryPolicy& policy, bool retry, std::chrono::seconds closed_for) {
  if (!running_) return;
  closed_until_ = clock_.now() + std::min<std::chrono::seconds>(closed_for, longest_closed);
  if (is_heartbeat_) return ended();
  const auto wait = ladder_.failed(policy, random_);
  if (retry && !next_) next_ = clock_.now() + wait;
  ended();
}

void Schedule::ended() {
  running_ = false;
  is_heartbeat_ = false;
  arm();
}

void Schedule::arm() {
  timer_.reset();
  const auto wanted = wanted_at();
  if (!ready_ || running_ || !wanted) return;
  armed_for_ = std::max(*wanted, earliest());
  timer_ = clock_.at(armed_for_, [this] { begin(); });
}

std::optional<TimePoint> Schedule::notification_at() const {
  if (!throttle_) return std::nullopt;
  const auto now = clock_.now();
  return succeeded_at_ ? std::max(now, *succeeded_at_ + *throttle_) : now;
}

std::optional<TimePoint> Schedule::wanted_at() const {
  if (heartbeat_wanted_) return clock_.now();
  const auto notification = notification_at();
  if (!next_ || !notification) return next_ ? next_ : notification;
  return std::min(*next_, *notification);
}

// Whether a session is due for something else than a heartbeat.
bool Schedule::has_news() const {
  const auto now = clock_.now();
  const auto notification = notification_at();
  return (next_ && *next_ <= now) || (notification && *notification <= now);
}

void Schedule::begin() {
  // The timer is held until the end of its own call.
  const auto timer = std::move(timer_);
  is_heartbeat_ = heartbeat_wanted_ && !has_news();
  if (is_heartbeat_) {
    heartbeat_wanted_ = false;
  } else {
    next_.reset();
    throttle_.reset();
  }
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
