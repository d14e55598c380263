// How long to wait after a registration that failed everywhere (RFC 5626, 4.5, or a fixed time).
#pragma once

#include <chrono>
#include <optional>

namespace lineman::sipcore {

struct RetrySettings {
  std::chrono::seconds interval{30};  // where min_time is 0; 0: no retry until something changes
  std::chrono::seconds min_time{0};   // base of the back-off; 0: there is none
  std::chrono::seconds max_time{60};  // its ceiling; below min_time it acts as min_time

  bool operator==(const RetrySettings&) const = default;
};

// A time between the two is to be picked at random.
struct WaitRange {
  std::chrono::milliseconds least{};
  std::chrono::milliseconds most{};

  bool operator==(const WaitRange&) const = default;
};

// After `failures` rounds that failed one after the other, at least 1: between half and all of
// min(max_time, min_time * 2^failures), or `interval`. Never below 1 s. Nothing: no retry.
std::optional<WaitRange> retry_wait(const RetrySettings& settings, unsigned failures);

}  // namespace lineman::sipcore
