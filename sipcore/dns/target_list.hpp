// The targets of one server, in order.
#pragma once

#include <optional>
#include <vector>

#include "daemon/clock.hpp"
#include "datamodel/status.hpp"
#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

// Those beyond are ignored.
inline constexpr std::size_t most_targets = 16;

struct TargetList {
  std::vector<Target> targets{};       // the first is the primary, the others are its secondaries
  std::optional<TimePoint> expires{};  // nothing: a configured IP address
  datamodel::TargetSource source = datamodel::TargetSource::fixed;
};

}  // namespace lineman::sipcore
