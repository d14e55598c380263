// How each live value of datamodel/live_values.hpp is read. The only place, for every door; it does
// not compile where a value has no binding or a binding no value.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/notification_state.hpp"
#include "agent/interfaces/status.hpp"
#include "datamodel/mib_layout.hpp"

namespace lineman {

// What the SNMP agent counts of itself.
struct SnmpDoorCounters {
  std::uint64_t untrusted = 0;
  std::uint64_t rate_limited = 0;
  std::uint64_t repeated_sets = 0;
};

struct LiveSources {
  const Configuration& configuration;
  const Status& status;
  const SnmpDoorCounters& door;
  const NotificationState& notifications;
};

// A status enumeration, flag, count or time in seconds since the epoch as a number.
using Reading = std::variant<std::uint64_t, std::string>;

// Account, server, target or method; event; receiver; 0 where the group has none.
using RowIndex = std::array<std::uint32_t, 3>;

// The value of a row of the group's live values. An account or target that is not there any more
// reads as one that knows nothing: zeros, empty texts, and the lowest label of an enumeration.
Reading read_live(datamodel::GroupId group, std::size_t row, const RowIndex& index,
                  const LiveSources& sources);

}  // namespace lineman
