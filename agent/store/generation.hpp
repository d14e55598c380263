// One generation of the configuration: the values, and what belongs to them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agent/interfaces/history.hpp"
#include "datamodel/values.hpp"

namespace lineman::agent {

// A line of a generation file that this version does not know. It is kept and written again.
struct KeptLine {
  std::string name;
  std::string value;

  bool operator==(const KeptLine&) const = default;
};

// A guarded change that is not settled yet (ARCHITECTURE.md, "Guarded commit"). It stands in every
// generation from the guarded one on, until one of them does without it or the store's mark says
// that it is settled.
struct GuardRecord {
  std::uint64_t generation = 0;      // the last guarded one
  std::uint32_t seconds = 0;         // lineman::shortest_guard to lineman::longest_guard
  std::vector<unsigned> accounts{};  // that were registered before it
  // What its names had before, without those that somebody has changed since. In order.
  std::vector<datamodel::Values::Entry> restore{};

  bool operator==(const GuardRecord&) const = default;
};

struct Generation {
  std::uint64_t number = 0;  // from 1
  std::int64_t time = 0;     // of the commit, seconds since the epoch
  Asker asker{};
  std::vector<std::string> changed{};  // names, as datamodel::name_of writes them
  std::string parameter_key{};         // CWMP's
  std::uint32_t config_serial = 0;     // TestAndIncr (RFC 2579), 0 to maximum_config_serial
  std::optional<GuardRecord> guard{};
  datamodel::Values values{};
  std::vector<KeptLine> kept_fields{};
  std::vector<KeptLine> kept_values{};

  bool operator==(const Generation&) const = default;
};

// Above it comes 0 again (RFC 2579, TestAndIncr).
inline constexpr std::uint32_t maximum_config_serial = 2'147'483'647;

GenerationSummary summary_of(const Generation& generation);

}  // namespace lineman::agent
