// Is the clock one by which certificates can be judged?
#pragma once

#include <cstdint>
#include <optional>

#include "ctl/doctor/finding.hpp"

namespace lineman::ctl::doctor {

// Times in seconds since the epoch.
struct ClockFacts {
  std::int64_t now = 0;
  std::int64_t built = 0;              // when this program was made
  std::optional<bool> synchronised{};  // as the kernel says (adjtimex(2)); nothing: it does not
};

// Pure.
Result judge_clock(const ClockFacts& facts);

ClockFacts look_at_clock(std::int64_t now);

}  // namespace lineman::ctl::doctor
