#include "ctl/timeline/moves.hpp"

namespace lineman::ctl::timeline {

std::vector<MoveGroup> groups_of(const std::vector<Move>& moves, std::int64_t seconds) {
  std::vector<MoveGroup> groups;
  for (const auto& move : moves) {
    if (groups.empty() || move.time - groups.back().time >= seconds) {
      groups.push_back({.time = move.time});
    }
    groups.back().is_back = move.word == "failback";
    groups.back().moves.push_back(move);
  }
  return groups;
}

}  // namespace lineman::ctl::timeline
