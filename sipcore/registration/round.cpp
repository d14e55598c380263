#include "sipcore/registration/round.hpp"

#include <algorithm>

namespace lineman::sipcore {

bool Round::is_open(const Target& target) const {
  return std::ranges::none_of(tried_, [&](const Target& tried) {
    return skip_redundant_ ? tried.address == target.address : tried == target;
  });
}

std::optional<Target> Round::next() {
  while (position_ < candidates_.size()) {
    const auto target = candidates_[position_++];
    if (!is_open(target)) continue;
    tried_.insert(target);
    return target;
  }
  return std::nullopt;
}

bool Round::has_next() const {
  return std::any_of(candidates_.begin() + static_cast<std::ptrdiff_t>(position_),
                     candidates_.end(), [this](const Target& target) { return is_open(target); });
}

}  // namespace lineman::sipcore
