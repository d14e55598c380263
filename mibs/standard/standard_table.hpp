// How a read-only table of a standard MIB module is described: where it stands, which rows it has,
// and what writes its columns. Knows nothing of Net-SNMP.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/status.hpp"
#include "mibs/objects/object_tree.hpp"
#include "mibs/objects/snmp_value.hpp"
#include "mibs/standard/uptime_zero.hpp"

namespace lineman::mibs {

// What the values are made of. Everything outlives the tables.
struct StandardSources {
  const Configuration& configuration;
  const Status& status;
  std::string_view description;  // sysDescr
  UptimeZero& zero;
};

// The arcs of a row's index (RFC 2578, 7.7).
class TableIndex {
 public:
  // The longest one: an applIndex, a method with its length, a status code.
  static constexpr std::size_t longest = 12;

  constexpr TableIndex& number(Arc value) {
    arcs_[size_++] = value;
    return *this;
  }
  // An OCTET STRING of variable length that is not IMPLIED: its length comes first.
  constexpr TableIndex& octets(std::string_view text) {
    number(text.size());
    for (const char octet : text) number(static_cast<unsigned char>(octet));
    return *this;
  }
  constexpr Arcs arcs() const { return {arcs_.data(), size_}; }

 private:
  std::array<Arc, longest> arcs_{};
  std::size_t size_ = 0;
};

// A readable column. `place` is that of a row.
struct StandardColumn {
  Arc arc;
  SnmpValue (*read)(const StandardSources& sources, std::size_t place);
};

// Rows stand at places 0 to places() - 1, in the order of their indexes. Some places may be vacant.
struct StandardTable {
  Arcs entry;                               // of the row object, after mib-2
  std::span<const StandardColumn> columns;  // in the order of their arcs
  std::size_t (*places)(const StandardSources& sources);
  bool (*has)(const StandardSources& sources, std::size_t place);
  TableIndex (*index)(const StandardSources& sources, std::size_t place);
};

// The one application that all these tables index by (NETWORK-SERVICES-MIB, applIndex).
inline constexpr Arc appl_index = 1;

// Of tables with one row for the application, and for those whose places all have rows.
inline std::size_t one_place(const StandardSources& /*sources*/) {
  return 1;
}
inline bool every_place(const StandardSources& /*sources*/, std::size_t /*place*/) {
  return true;
}
inline TableIndex index_of_application(const StandardSources& /*sources*/, std::size_t /*place*/) {
  return TableIndex{}.number(appl_index);
}

constexpr bool is_before(Arcs one, Arcs other) {
  return std::ranges::lexicographical_compare(one, other);
}

}  // namespace lineman::mibs
