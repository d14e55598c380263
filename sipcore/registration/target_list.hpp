// The targets of one server in order, and which of them a round tries next.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "daemon/clock.hpp"
#include "datamodel/status.hpp"
#include "sipcore/network/target.hpp"

namespace lineman::sipcore {

// More addresses of one name than these are ignored.
inline constexpr std::size_t most_targets = 16;

struct TargetList {
  std::vector<Target> targets{};       // the first is the primary, the others are its secondaries
  std::optional<TimePoint> expires{};  // nothing: a configured IP address
  datamodel::TargetSource source = datamodel::TargetSource::fixed;
};

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
