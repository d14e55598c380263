#include "agent/core/status_cache.hpp"

#include <utility>

namespace lineman::agent {

StatusCache::StatusCache(SipCore& core, Clock& clock, unsigned accounts, std::function<void()> told)
    : core_{core}, clock_{clock}, told_{std::move(told)}, accounts_(accounts) {
  for (unsigned i = 0; i < accounts; ++i) accounts_[i].account = i + 1;
}

void StatusCache::set_connected(bool connected) {
  if (connected_ == connected) return;
  connected_ = connected;
  const auto now = clock_.wall().time_since_epoch();
  connected_since_ = std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

void StatusCache::core_connected() {
  set_connected(true);
  ask();
}

void StatusCache::core_disconnected() {
  set_connected(false);
  settled_.reset();
  answer_waiting();
}

void StatusCache::core_event() {
  if (settled_) return;
  settled_ = clock_.after(settling, [this] { ask(); });
}

std::chrono::milliseconds StatusCache::age() const {
  if (!taken_once_) return std::chrono::milliseconds::max();
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now() - taken_);
}

void StatusCache::refresh(std::function<void()> done) {
  waiting_.push_back(std::move(done));
  if (asking_ || later_) return;
  if (connected_ && (settled_ || age() > fresh_enough)) {
    ask();
  } else {
    later_ = clock_.after(Duration::zero(), [this] {
      later_.reset();
      answer_waiting();
    });
  }
}

void StatusCache::ask() {
  settled_.reset();
  if (asking_) return core_event();
  asking_ = true;
  core_.status(patience, [this](tl::expected<SipCore::Counters, sipcore::Error> answer) {
    asking_ = false;
    if (answer) take(*answer);
    answer_waiting();
  });
}

void StatusCache::take(const SipCore::Counters& counters) {
  core_status_ = counters.core;
  for (const auto& status : counters.accounts) {
    if (status.account >= 1 && status.account <= accounts_.size()) {
      accounts_[status.account - 1] = status;
    }
  }
  taken_ = clock_.now();
  taken_once_ = true;
  if (told_) told_();
}

void StatusCache::answer_waiting() {
  for (const auto& done : std::exchange(waiting_, {})) done();
}

}  // namespace lineman::agent
