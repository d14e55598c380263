#include "mibs/objects/object_tree.hpp"

#include <algorithm>

#include "datamodel/parameters.hpp"

namespace lineman::mibs {
namespace {

using datamodel::GroupId;
using datamodel::mib_groups;
using datamodel::MibGroup;
using datamodel::Rows;

constexpr Arc entry_arc = 1;

constexpr std::size_t levels_of(Rows rows) {
  switch (rows) {
    case Rows::scalar:
      return 0;
    case Rows::account:
    case Rows::event:
    case Rows::receiver:
      return 1;
    case Rows::server:
    case Rows::outbound_proxy:
      return 2;
    case Rows::target:
    case Rows::method:
      return 3;
  }
  return 0;
}

std::vector<Column> columns_in(const MibGroup& group) {
  std::vector<Column> columns;
  for (std::uint16_t row = 0; row < datamodel::parameter_count; ++row) {
    const auto& parameter = datamodel::parameters[row];
    if (group.table == parameter.table && parameter.mib.arc != 0) {
      columns.push_back({parameter.mib.arc, Column::What::parameter, row});
    }
  }
  std::uint16_t live = 0;
  for (const auto& value : group.values) {
    columns.push_back({value.arc, Column::What::live, live++});
  }
  if (group.id == GroupId::configuration) {
    columns.push_back({datamodel::config_serial.arc, Column::What::config_serial, 0});
  }
  std::ranges::sort(columns, {}, &Column::arc);
  return columns;
}

}  // namespace

ObjectTree::ObjectTree(const Extent& extent) : extent_{extent} {
  for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i] = columns_in(mib_groups[i]);
}

const std::vector<Column>& ObjectTree::columns_of(GroupId group) const {
  return columns_[static_cast<std::size_t>(group)];
}

// The values that the index has at a level, given those before it.
IndexRange ObjectTree::rows_at(Rows rows, std::size_t level, const Index& index) const {
  if (rows == Rows::event) return extent_.events();
  if (rows == Rows::receiver) return {1, extent_.receivers()};
  if (level == 0) return {1, extent_.accounts()};
  if (level == 1) return {1, datamodel::servers_per_account};
  if (rows == Rows::method) return {1, static_cast<unsigned>(datamodel::method_names.size())};
  return {1, std::min(extent_.targets(index[0], index[1]), datamodel::maximum_targets)};
}

std::optional<ObjectTree::Index> ObjectTree::find_index(Rows rows, Arcs suffix) const {
  if (suffix.size() != levels_of(rows)) return std::nullopt;
  Index index{};
  for (std::size_t level = 0; level < suffix.size(); ++level) {
    const auto range = rows_at(rows, level, index);
    if (suffix[level] < range.first || suffix[level] > range.last) return std::nullopt;
    index[level] = static_cast<std::uint32_t>(suffix[level]);
  }
  return index;
}

// The smallest index after `suffix`, when the levels before `level` are fixed and equal to it. An
// empty suffix is before everything.
std::optional<ObjectTree::Index> ObjectTree::next_index(Rows rows, Arcs suffix, std::size_t level,
                                                        Index index) const {
  const bool bound = level < suffix.size();
  const bool last = level + 1 == levels_of(rows);
  const auto range = rows_at(rows, level, index);
  // The same value as the suffix has here only helps where a later level can be greater.
  if (bound && !last && suffix[level] >= range.first && suffix[level] <= range.last) {
    index[level] = static_cast<std::uint32_t>(suffix[level]);
    if (auto found = next_index(rows, suffix, level + 1, index)) return found;
  }
  if (bound && suffix[level] >= range.last) return std::nullopt;
  const Arc first = bound ? std::max<Arc>(suffix[level] + 1, range.first) : range.first;
  for (Arc value = first; value <= range.last; ++value) {
    index[level] = static_cast<std::uint32_t>(value);
    if (last) return index;
    if (auto found = next_index(rows, {}, level + 1, index)) return found;
  }
  return std::nullopt;
}

std::optional<ObjectTree::Place> ObjectTree::place(Arcs below) const {
  if (below.size() < 2) return std::nullopt;
  const auto* const group = std::ranges::lower_bound(mib_groups, below[0], {}, &MibGroup::arc);
  if (group == std::end(mib_groups) || group->arc != below[0]) return std::nullopt;
  const bool scalar = group->rows == Rows::scalar;
  if (!scalar && (below[1] != entry_arc || below.size() < 3)) return std::nullopt;
  const auto rest = below.subspan(scalar ? 1 : 2);
  const auto& columns = columns_of(group->id);
  const auto column = std::ranges::lower_bound(columns, rest[0], {}, &Column::arc);
  if (column == columns.end() || column->arc != rest[0]) return std::nullopt;
  return Place{group, *column, rest.subspan(1)};
}

std::optional<Cell> ObjectTree::object(Arcs below) const {
  const auto found = place(below);
  if (!found) return std::nullopt;
  return Cell{found->group->id, found->column, {}};
}

tl::expected<Cell, Missing> ObjectTree::find(Arcs below) const {
  const auto found = place(below);
  if (!found) return tl::unexpected{Missing::object};
  if (found->group->rows == Rows::scalar) {
    if (found->suffix.size() != 1 || found->suffix[0] != 0) {
      return tl::unexpected{Missing::instance};
    }
    return Cell{found->group->id, found->column, {}};
  }
  const auto index = find_index(found->group->rows, found->suffix);
  if (!index) return tl::unexpected{Missing::instance};
  return Cell{found->group->id, found->column, *index};
}

std::optional<Cell> ObjectTree::next_in(const MibGroup& group, Arcs tail) const {
  const bool scalar = group.rows == Rows::scalar;
  if (!scalar && !tail.empty()) {
    if (tail[0] > entry_arc) return std::nullopt;
    tail = tail[0] < entry_arc ? Arcs{} : tail.subspan(1);
  }
  const auto& columns = columns_of(group.id);
  auto column =
      tail.empty() ? columns.begin() : std::ranges::lower_bound(columns, tail[0], {}, &Column::arc);
  for (; column != columns.end(); ++column) {
    const bool same = !tail.empty() && tail[0] == column->arc;
    const auto suffix = same ? tail.subspan(1) : Arcs{};
    if (scalar) {
      if (suffix.empty()) return Cell{group.id, *column, {}};
    } else if (const auto index = next_index(group.rows, suffix, 0, {})) {
      return Cell{group.id, *column, *index};
    }
  }
  return std::nullopt;
}

std::optional<Cell> ObjectTree::next(Arcs below) const {
  const auto* group = below.empty()
                          ? std::begin(mib_groups)
                          : std::ranges::lower_bound(mib_groups, below[0], {}, &MibGroup::arc);
  for (; group != std::end(mib_groups); ++group) {
    const bool same = !below.empty() && below[0] == group->arc;
    if (auto cell = next_in(*group, same ? below.subspan(1) : Arcs{})) return cell;
  }
  return std::nullopt;
}

std::size_t ObjectTree::write(const Cell& cell, std::array<Arc, longest>& arcs) {
  const auto& group = datamodel::group_of(cell.group);
  std::size_t count = 0;
  arcs[count++] = group.arc;
  if (group.rows != Rows::scalar) arcs[count++] = entry_arc;
  arcs[count++] = cell.column.arc;
  if (group.rows == Rows::scalar) arcs[count++] = 0;
  for (std::size_t level = 0; level < levels_of(group.rows); ++level) {
    arcs[count++] = cell.index[level];
  }
  return count;
}

}  // namespace lineman::mibs
