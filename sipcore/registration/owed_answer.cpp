#include "sipcore/registration/owed_answer.hpp"

#include <utility>

namespace lineman::sipcore {

void OwedAnswer::give(bool answer) {
  if (timer_) return;
  timer_ = clock_.at(clock_.now(), [this, answer] {
    const auto done = std::move(done_);  // it may destroy this object
    done(answer);
  });
}

}  // namespace lineman::sipcore
