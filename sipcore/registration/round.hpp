// Which target of a server a round tries next.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

// One walk through candidates: each target once, and with `skip_redundant` each IP address once.
class Round {
 public:
  Round() = default;
  Round(std::vector<Target> candidates, bool skip_redundant)
      : candidates_(std::move(candidates)), skip_redundant_(skip_redundant) {}

  // The next one to try, which counts as tried from now on; nothing when all were.
  std::optional<Target> next();
  // Whether next() would give another one.
  bool has_next() const;

 private:
  bool is_open(const Target& target) const;

  std::vector<Target> candidates_{};
  bool skip_redundant_ = true;
  std::size_t position_ = 0;
  std::set<Target> tried_{};
};

}  // namespace lineman::sipcore
