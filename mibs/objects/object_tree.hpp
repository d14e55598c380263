// The instances of LINEMAN-SIP-MIB in the order of their OIDs. Positions are computed, nothing is
// listed: a look-up costs the same for one account as for 512. Knows nothing of Net-SNMP.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <tl/expected.hpp>
#include <vector>

#include "datamodel/mib_layout.hpp"
#include "datamodel/parameter_ref.hpp"

namespace lineman::mibs {

using Arc = unsigned long;
using Arcs = std::span<const Arc>;

// The indices of the rows that there are; none where `last` is below `first`.
struct IndexRange {
  std::uint32_t first = 1;
  std::uint32_t last = 0;
};

// How many rows there are now.
class Extent {
 public:
  virtual ~Extent() = default;
  virtual unsigned accounts() const = 0;
  virtual unsigned targets(unsigned account, unsigned server) const = 0;
  virtual IndexRange events() const = 0;
  virtual unsigned receivers() const = 0;
};

// A readable column, or a scalar.
struct Column {
  enum class What : std::uint8_t { parameter, live, config_serial };

  std::uint32_t arc = 0;
  What what = What::parameter;
  std::uint16_t row = 0;  // of datamodel::parameters, or of the group's live values
};

// One instance of one object.
struct Cell {
  datamodel::GroupId group{};
  Column column{};
  std::array<std::uint32_t, 3>
      index{};  // account, server, target or method; event; receiver; 0 where there is none

  datamodel::Instance instance() const {
    return {static_cast<std::uint16_t>(index[0]), static_cast<std::uint16_t>(index[1])};
  }
  datamodel::ParameterRef parameter() const { return {instance(), column.row}; }
};

enum class Missing : std::uint8_t {
  object,    // no such object, or one that cannot be read: a table, an index column
  instance,  // the object exists, and has no such instance
};

class ObjectTree {
 public:
  // `extent` outlives the tree.
  explicit ObjectTree(const Extent& extent);

  // `below` are the arcs after linemanSipObjects.
  tl::expected<Cell, Missing> find(Arcs below) const;

  // The column or scalar that `below` names, whatever its instance.
  std::optional<Cell> object(Arcs below) const;

  // The first instance whose arcs are greater than `below`.
  std::optional<Cell> next(Arcs below) const;

  static constexpr std::size_t longest = 6;

  // The arcs of a cell after linemanSipObjects; how many are in use is the result.
  static std::size_t write(const Cell& cell, std::array<Arc, longest>& arcs);

 private:
  using Index = std::array<std::uint32_t, 3>;

  IndexRange rows_at(datamodel::Rows rows, std::size_t level, const Index& index) const;
  struct Place {
    const datamodel::MibGroup* group;
    Column column;
    Arcs suffix;  // after the column
  };

  std::optional<Place> place(Arcs below) const;
  std::optional<Index> find_index(datamodel::Rows rows, Arcs suffix) const;
  std::optional<Index> next_index(datamodel::Rows rows, Arcs suffix, std::size_t level,
                                  Index index) const;
  std::optional<Cell> next_in(const datamodel::MibGroup& group, Arcs tail) const;
  const std::vector<Column>& columns_of(datamodel::GroupId group) const;

  const Extent& extent_;
  std::array<std::vector<Column>, std::size(datamodel::mib_groups)> columns_;
};

}  // namespace lineman::mibs
