// What one SET asks of the configuration. Knows nothing of Net-SNMP.
#pragma once

#include <optional>
#include <vector>

#include "agent/interfaces/configuration.hpp"
#include "mibs/objects/object_tree.hpp"
#include "mibs/objects/snmp_error.hpp"
#include "mibs/objects/snmp_value.hpp"

namespace lineman::mibs {

class SetPlan {
 public:
  // `secure`: secrets may be changed. `tree` outlives the plan.
  SetPlan(const ObjectTree& tree, bool secure) : tree_{tree}, secure_{secure} {}

  // The next variable of the request: its arcs after linemanSipObjects, and its value. Judges type,
  // range and row, and touches no state.
  SnmpError take(Arcs below, const SentValue& sent);

  // All that was taken.
  TransactionRequest transaction(Asker asker, TimePoint deadline) const;

  const std::vector<Change>& changes() const { return changes_; }

  // The position, from 0, of the variable that a problem of the engine is about; the first one
  // where the problem is about the whole request.
  std::size_t blamed_for(const datamodel::Problem& problem) const;

 private:
  SnmpError take_serial(const SentValue& sent);

  const ObjectTree& tree_;
  bool secure_;
  std::size_t taken_ = 0;
  std::vector<Change> changes_{};
  std::vector<std::size_t> positions_{};  // of the changes
  std::optional<std::uint32_t> serial_{};
  std::size_t serial_position_ = 0;
};

}  // namespace lineman::mibs
