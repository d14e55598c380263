// How often something may happen.
#pragma once

#include <algorithm>
#include <chrono>

#include "daemon/clock.hpp"

namespace lineman::daemon {

// So many in a period, and as many at once.
struct Rate {
  unsigned amount = 0;  // above 0
  Duration period = std::chrono::seconds{1};
};

// A value type; the rate is the owner's, who gives the same one each time. Full at first.
class TokenBucket {
 public:
  TokenBucket(const Rate& rate, TimePoint now) : tokens_{rate.amount * 1.0}, last_{now} {}

  bool has_one(const Rate& rate, TimePoint now) {
    const std::chrono::duration<double> passed = now - last_;
    const std::chrono::duration<double> period = rate.period;
    tokens_ = std::min(tokens_ + passed / period * rate.amount, rate.amount * 1.0);
    last_ = now;
    return tokens_ >= 1;
  }

  // False, and nothing taken, where there is none.
  bool take(const Rate& rate, TimePoint now) {
    if (!has_one(rate, now)) return false;
    tokens_ -= 1;
    return true;
  }

  TimePoint last() const { return last_; }  // when it was last asked

 private:
  double tokens_;
  TimePoint last_;
};

}  // namespace lineman::daemon
