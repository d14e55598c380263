// What is known of each target of a server: whether it answers, how fast, and when it may be asked
// again.
#pragma once

#include <map>
#include <span>

#include "datamodel/status.hpp"
#include "sipcore/registration/binding.hpp"

namespace lineman::sipcore {

// Retry-After is honoured up to this.
inline constexpr std::chrono::seconds longest_hold{300};

struct TargetInfo {
  datamodel::TargetState state = datamodel::TargetState::unknown;
  std::uint32_t rtt_us = 0;
  std::uint32_t consecutive_failures = 0;
  unsigned last_code = 0;
  std::int64_t last_answer = 0;  // seconds since the epoch
  TimePoint held_until{};        // by Retry-After
};

class TargetBook {
 public:
  explicit TargetBook(Clock& clock) : clock_(clock) {}

  // The default for a target that was never heard of.
  TargetInfo about(const Target& target) const;

  void tried(const Target& target, bool as_probe);
  void unanswered(const Target& target);  // suspect, until it answers or fails
  void answered(const Target& target, unsigned code);
  void is_there(const Target& target);  // it answered something else than a REGISTER
  void succeeded(const Target& target, const AttemptSuccess& success);
  void failed(const Target& target, const AttemptFailure& failure);

  bool held(const Target& target) const { return about(target).held_until > clock_.now(); }
  // The first moment at which one of them is not held.
  TimePoint open_at(std::span<const Target> targets) const;

  // Forgets all others.
  void keep(std::span<const Target> targets);

 private:
  Clock& clock_;
  std::map<Target, TargetInfo> infos_{};
};

// Seconds since the epoch.
std::int64_t wall_seconds(const Clock& clock);
// A moment of the monotonic clock as the wall clock shows it now.
std::int64_t wall_seconds(const Clock& clock, TimePoint when);

}  // namespace lineman::sipcore
