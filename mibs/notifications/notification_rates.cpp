#include "mibs/notifications/notification_rates.hpp"

#include <algorithm>

#include "mibs/notifications/limits.hpp"

namespace lineman::mibs {

NotificationRates::NotificationRates(TimePoint now) : all_{notifications_of_all, now} {}

bool NotificationRates::permits(datamodel::NotificationId kind, unsigned account, TimePoint now) {
  const Key key{kind, account};
  if (!kinds_.contains(key) && kinds_.size() >= maximum_watched_kinds) forget_the_most_silent();
  auto& own = kinds_.try_emplace(key, notifications_of_a_kind, now).first->second;
  // Where one of the two says no, nothing is taken from the other.
  if (!own.has_one(notifications_of_a_kind, now) || !all_.take(notifications_of_all, now)) {
    return false;
  }
  return own.take(notifications_of_a_kind, now);
}

void NotificationRates::forget_the_most_silent() {
  const auto silent =
      std::ranges::min_element(kinds_, {}, [](const auto& entry) { return entry.second.last(); });
  kinds_.erase(silent);
}

}  // namespace lineman::mibs
