// Moves that lie too near to each other to be marked one by one. Pure.
#pragma once

#include <string>
#include <vector>

#include "ctl/timeline/timeline.hpp"

namespace lineman::ctl::timeline {

enum class Direction : std::uint8_t { away, back, both };

struct MoveGroup {
  std::int64_t time = 0;  // of the first one
  Direction direction = Direction::away;
  std::vector<Move> moves{};
};

// Each group holds what lies less than `seconds` after its first move.
std::vector<MoveGroup> groups_of(const std::vector<Move>& moves, std::int64_t seconds);

}  // namespace lineman::ctl::timeline
