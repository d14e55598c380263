// How long to wait after a failed session (TR-069, 3.2.1.1).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace lineman::cwmp {

// Gives a number in [0, 1). Replaced in tests.
using Random = std::function<double()>;

struct RetryPolicy {
  unsigned minimum_wait = 5;   // CWMPRetryMinimumWaitInterval, seconds, 1 to 65535
  unsigned multiplier = 2000;  // CWMPRetryIntervalMultiplier, thousandths, 1000 to 65535
};

// No wait is longer, whatever the policy makes of it: its largest values would be 10^22 s.
inline constexpr std::chrono::hours longest_retry_wait{24 * 365};

// A value type. `attempts` failed in a row since the agent's start: it is what the wait depends on,
// and begins anew with each start. RetryCount, which the ACS is told, outlives it and stands in the
// state (state.hpp).
class RetryLadder {
 public:
  // The wait after one more failure: uniform in [m k^(n-1), m k^n], from the tenth on as the tenth.
  // A policy outside its ranges counts as the nearest within.
  std::chrono::milliseconds failed(const RetryPolicy& policy, const Random& random);
  void succeeded() { attempts_ = 0; }
  unsigned attempts() const { return attempts_; }

 private:
  unsigned attempts_ = 0;
};

}  // namespace lineman::cwmp
