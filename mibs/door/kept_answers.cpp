#include "mibs/door/kept_answers.hpp"

#include "mibs/door/limits.hpp"

namespace lineman::mibs {

void KeptAnswers::forget_old(TimePoint now) {
  while (!order_.empty() && (order_.front().until <= now || order_.size() > maximum_kept_answers)) {
    answers_.erase(order_.front().key);
    order_.pop_front();
  }
}

std::optional<SetAnswer> KeptAnswers::find(const std::string& key, TimePoint now) {
  forget_old(now);
  const auto found = answers_.find(key);
  if (found == answers_.end()) return std::nullopt;
  return found->second;
}

void KeptAnswers::keep(const std::string& key, SetAnswer answer, TimePoint now) {
  if (!answers_.insert_or_assign(key, answer).second) return;
  order_.push_back({key, now + answers_kept_for});
  forget_old(now);
}

}  // namespace lineman::mibs
