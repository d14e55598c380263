#include "agent/transaction/core_follower.hpp"

#include <algorithm>
#include <utility>

#include "agent/core/core_state.hpp"

namespace lineman::agent {
namespace {

// Why `answer` is not the generation that was asked for.
std::string words_of(const tl::expected<std::uint64_t, sipcore::Error>& answer) {
  if (answer) return "it says that it runs " + std::to_string(*answer);
  std::string words{to_string(answer.error().code)};
  if (!answer.error().sentence.empty()) words.append(": ").append(answer.error().sentence);
  return words;
}

bool is_away(const tl::expected<std::uint64_t, sipcore::Error>& answer) {
  return !answer && answer.error().code == sipcore::ErrorCode::not_connected;
}

}  // namespace

CoreFollower::CoreFollower(SipCore& core, Clock& clock, const Generation& current,
                           unsigned accounts, Events events)
    : core_(core),
      clock_(clock),
      current_(current),
      accounts_(accounts),
      events_(std::move(events)) {}

bool CoreFollower::is_ready() const {
  return connected_ && !under_way_ && !behind_;
}

void CoreFollower::connected(const sipcore::Welcome& welcome) {
  connected_ = true;
  under_way_ = false;
  ++connection_;
  applied_ = welcome.generation;
  behind_ = welcome.generation != current_.number ||
            welcome.digest != datamodel::digest_of(current_.values, accounts_);
  if (!behind_) failed_loads_ = 0;
  load_if_due();
  events_.changed();
}

void CoreFollower::disconnected() {
  connected_ = false;
  behind_ = true;
  applied_ = 0;
  under_way_ = false;
  retry_.reset();
  events_.changed();
}

void CoreFollower::forget_failures() {
  failed_loads_ = 0;
  retry_.reset();
}

void CoreFollower::changed_without_core() {
  behind_ = true;
  forget_failures();
  load_if_due();
}

void CoreFollower::changed_with_core(const std::string& txn, std::uint64_t connection) {
  if (!connected_ || connection != connection_) {
    changed_without_core();
    return;
  }
  behind_ = true;
  forget_failures();
  under_way_ = true;
  core_.commit(txn, commit_timeout, told(&CoreFollower::committed));
}

void CoreFollower::distrust() {
  behind_ = true;
  load_if_due();
}

void CoreFollower::load_if_due() {
  if (!connected_ || !behind_ || under_way_ || retry_) return;
  under_way_ = true;
  core_.load(load_of(current_, accounts_), load_timeout, told(&CoreFollower::loaded));
}

// An answer about the generation that is current now; dropped where the connection has changed
// since.
CoreAnswer<std::uint64_t> CoreFollower::told(void (CoreFollower::*what)(std::uint64_t number,
                                                                        const Answer& answer)) {
  return [this, what, alive = std::weak_ptr(alive_), connection = connection_,
          number = current_.number](const Answer& answer) {
    if (alive.expired() || connection != connection_ || !connected_) return;
    under_way_ = false;
    // The end of the connection is told after this answer; nothing may be asked of the core until
    // it is back.
    if (is_away(answer)) connected_ = false;
    (this->*what)(number, answer);
    load_if_due();
    events_.changed();
  };
}

void CoreFollower::committed(std::uint64_t number, const Answer& answer) {
  if (answer && *answer == number) {
    applied_ = number;
    behind_ = number != current_.number;
    return;
  }
  events_.report("the SIP core did not take over generation " + std::to_string(number) + " (" +
                 words_of(answer) + "); it will be loaded");
}

void CoreFollower::loaded(std::uint64_t number, const Answer& answer) {
  if (!answer || *answer != number) {
    load_failed(number, answer);
    return;
  }
  applied_ = number;
  behind_ = number != current_.number;
  if (!behind_) failed_loads_ = 0;
}

void CoreFollower::load_failed(std::uint64_t number, const Answer& answer) {
  events_.report("loading generation " + std::to_string(number) + " into the SIP core failed (" +
                 words_of(answer) + ")");
  if (number != current_.number) return;
  ++failed_loads_;
  if (!connected_) return;
  const auto doublings = std::min(failed_loads_ - 1, 10U);
  const auto wait = std::min(first_retry * (1U << doublings), longest_retry);
  retry_ = clock_.after(wait, [this] {
    retry_.reset();
    load_if_due();
    events_.changed();
  });
}

}  // namespace lineman::agent
