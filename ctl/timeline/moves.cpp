#include "ctl/timeline/moves.hpp"

namespace lineman::ctl::timeline {

namespace {

Direction direction_of(const Move& move) {
  return move.word == "failback" ? Direction::back : Direction::away;
}

}  // namespace

std::vector<MoveGroup> groups_of(const std::vector<Move>& moves, std::int64_t seconds) {
  std::vector<MoveGroup> groups;
  for (const auto& move : moves) {
    if (groups.empty() || move.time - groups.back().time >= seconds) {
      groups.push_back({.time = move.time, .direction = direction_of(move)});
    }
    auto& group = groups.back();
    if (group.direction != direction_of(move)) group.direction = Direction::both;
    group.moves.push_back(move);
  }
  return groups;
}

}  // namespace lineman::ctl::timeline
