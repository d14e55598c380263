#include "tr069/session/retry_ladder.hpp"

#include <algorithm>
#include <cmath>

namespace lineman::cwmp {
namespace {

constexpr unsigned last_rung = 10;

}  // namespace

std::chrono::milliseconds RetryLadder::failed(const RetryPolicy& policy, const Random& random) {
  ++attempts_;
  const double wait = std::clamp(policy.minimum_wait, 1U, 65'535U);
  const double factor = std::clamp(policy.multiplier, 1'000U, 65'535U) / 1000.0;
  const double shortest = wait * std::pow(factor, std::min(attempts_, last_rung) - 1);
  const double seconds = shortest + (shortest * factor - shortest) * random();
  const std::chrono::duration<double> longest = longest_retry_wait;
  return std::chrono::milliseconds{std::llround(std::min(seconds, longest.count()) * 1000)};
}

}  // namespace lineman::cwmp
