#include "sipcore/registration/target_book.hpp"

#include <algorithm>

namespace lineman::sipcore {

using datamodel::TargetState;

TargetInfo TargetBook::about(const Target& target) const {
  const auto found = infos_.find(target);
  return found == infos_.end() ? TargetInfo{} : found->second;
}

void TargetBook::tried(const Target& target, bool as_probe) {
  if (as_probe) infos_[target].state = TargetState::probing;
}

void TargetBook::unanswered(const Target& target) {
  auto& state = infos_[target].state;
  if (state != TargetState::probing) state = TargetState::suspect;
}

void TargetBook::answered(const Target& target, unsigned code) {
  auto& info = infos_[target];
  info.last_code = code;
  info.last_answer = wall_seconds(clock_);
}

void TargetBook::is_there(const Target& target) {
  auto& info = infos_[target];
  info.consecutive_failures = 0;
  if (info.state != TargetState::probing) info.state = TargetState::up;
}

void TargetBook::succeeded(const Target& target, const AttemptSuccess& success) {
  auto& info = infos_[target];
  info.state = TargetState::up;
  info.consecutive_failures = 0;
  info.held_until = {};
  if (!success.round_trip) return;
  const auto microseconds =
      std::chrono::duration_cast<std::chrono::microseconds>(*success.round_trip).count();
  info.rtt_us = static_cast<std::uint32_t>(std::clamp<std::int64_t>(microseconds, 1, 0xFFFF'FFFF));
}

void TargetBook::failed(const Target& target, const AttemptFailure& failure) {
  auto& info = infos_[target];
  ++info.consecutive_failures;
  // Whoever refuses us is there all the same.
  info.state = lets_fail_over(failure.cause) ? TargetState::down : TargetState::up;
  if (failure.retry_after)
    info.held_until = clock_.now() + std::min(*failure.retry_after, longest_hold);
}

TimePoint TargetBook::open_at(std::span<const Target> targets) const {
  auto first = TimePoint::max();
  for (const auto& target : targets) first = std::min(first, about(target).held_until);
  return targets.empty() ? clock_.now() : std::max(first, clock_.now());
}

void TargetBook::keep(std::span<const Target> targets) {
  std::erase_if(infos_, [&](const auto& entry) {
    return std::ranges::find(targets, entry.first) == targets.end();
  });
}

std::int64_t wall_seconds(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::seconds>(clock.wall().time_since_epoch()).count();
}

std::int64_t wall_seconds(const Clock& clock, TimePoint when) {
  const auto wait = std::chrono::duration_cast<WallTime::duration>(when - clock.now());
  // Rounded: a moment computed twice within one second must not show as two.
  return std::chrono::round<std::chrono::seconds>((clock.wall() + wait).time_since_epoch()).count();
}

}  // namespace lineman::sipcore
