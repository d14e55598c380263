#include "sipcore/registration/retry_wait.hpp"

#include <algorithm>

namespace lineman::sipcore {

namespace {

constexpr std::chrono::milliseconds shortest_wait{1000};
// Enough for the longest ceiling, whatever the base.
constexpr unsigned most_doublings = 16;

WaitRange at_least_the_shortest(WaitRange range) {
  return {.least = std::max(range.least, shortest_wait),
          .most = std::max(range.most, shortest_wait)};
}

}  // namespace

std::optional<WaitRange> retry_wait(const RetrySettings& settings, unsigned failures) {
  if (settings.min_time.count() > 0) {
    const auto doublings = std::min(failures, most_doublings);
    const auto ceiling = std::max(settings.max_time, settings.min_time);
    const std::chrono::milliseconds upper =
        std::min(ceiling, settings.min_time * (std::int64_t{1} << doublings));
    return at_least_the_shortest({.least = upper / 2, .most = upper});
  }
  if (settings.interval.count() == 0) return std::nullopt;
  return at_least_the_shortest({.least = settings.interval, .most = settings.interval});
}

}  // namespace lineman::sipcore
