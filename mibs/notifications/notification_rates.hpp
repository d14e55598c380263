// How many notifications may be sent. Pure: times come in as values.
#pragma once

#include <map>
#include <utility>

#include "daemon/clock.hpp"
#include "daemon/token_bucket.hpp"
#include "datamodel/notifications.hpp"

namespace lineman::mibs {

// Each kind has a rate of its own for each account, so that an account that moves to and fro hides
// nothing of the others; and there is one for all.
class NotificationRates {
 public:
  explicit NotificationRates(TimePoint now);

  // Whether one more may be sent, which counts it. `account` is 0 where none is meant.
  bool permits(datamodel::NotificationId kind, unsigned account, TimePoint now);

  std::size_t watched() const { return kinds_.size(); }

 private:
  using Key = std::pair<datamodel::NotificationId, unsigned>;

  void forget_the_most_silent();

  daemon::TokenBucket all_;
  std::map<Key, daemon::TokenBucket> kinds_;
};

}  // namespace lineman::mibs
