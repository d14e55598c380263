// The instances of the standard tables in the order of their OIDs. Look-ups compute and list
// nothing. Knows nothing of Net-SNMP.
#pragma once

#include <optional>
#include <tl/expected.hpp>
#include <vector>

#include "mibs/standard/standard_table.hpp"

namespace lineman::mibs {

inline constexpr Arc mib_2[] = {1, 3, 6, 1, 2, 1};

// Below mib-2, and all that the tables stand in: application (RFC 2788), sipCommonMIB and sipUAMIB
// (RFC 4780).
inline constexpr Arc standard_modules[] = {27, 149, 150};

// Whether a read of that name, a whole one, shows what the SIP core counts: it stands in one of
// these modules, or above them, where a walk of them begins.
bool leads_to_standard_objects(Arcs name);

// One instance of one column. The table outlives it.
struct StandardCell {
  const StandardTable* table = nullptr;
  const StandardColumn* column = nullptr;
  std::size_t place = 0;
};

class StandardTree {
 public:
  // All tables of standard_tables.hpp. `sources` and what they refer to outlive the tree.
  explicit StandardTree(const StandardSources& sources);

  // `name` are the arcs after mib-2.
  tl::expected<StandardCell, Missing> find(Arcs name) const;

  // The first instance whose arcs are greater than `name`.
  std::optional<StandardCell> next(Arcs name) const;

  // The arcs of a cell after mib-2.
  std::vector<Arc> name_of(const StandardCell& cell) const;

  SnmpValue read(const StandardCell& cell) const;

 private:
  std::optional<StandardCell> next_in(const StandardTable& table, Arcs below) const;
  std::optional<std::size_t> next_place(const StandardTable& table, Arcs index) const;
  std::size_t places_up_to(const StandardTable& table, Arcs index) const;

  const StandardSources& sources_;
  std::vector<const StandardTable*> tables_;
};

}  // namespace lineman::mibs
