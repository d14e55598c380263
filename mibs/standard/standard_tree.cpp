#include "mibs/standard/standard_tree.hpp"

#include "mibs/standard/standard_tables.hpp"

namespace lineman::mibs {
namespace {

bool begins_with(Arcs name, Arcs start) {
  return name.size() >= start.size() && std::ranges::equal(name.first(start.size()), start);
}

}  // namespace

bool leads_to_standard_objects(Arcs name) {
  const auto common = std::min(std::size(mib_2), name.size());
  if (!std::ranges::equal(name.first(common), Arcs{mib_2}.first(common))) return false;
  return name.size() <= std::size(mib_2) ||
         std::ranges::find(standard_modules, name[std::size(mib_2)]) != std::end(standard_modules);
}

StandardTree::StandardTree(const StandardSources& sources) : sources_{sources} {
  for (const auto& group : {application_tables(), sip_config_tables(), sip_timer_tables(),
                            sip_statistics_tables(), sip_server_tables()}) {
    for (const auto& table : group) tables_.push_back(&table);
  }
  std::ranges::sort(tables_, is_before, &StandardTable::entry);
}

// How many places have an index that is at most `index`.
std::size_t StandardTree::places_up_to(const StandardTable& table, Arcs index) const {
  std::size_t first = 0;
  auto count = table.places(sources_);
  while (count > 0) {
    const auto half = count / 2;
    if (is_before(index, table.index(sources_, first + half).arcs())) {
      count = half;
    } else {
      first += half + 1;
      count -= half + 1;
    }
  }
  return first;
}

std::optional<std::size_t> StandardTree::next_place(const StandardTable& table, Arcs index) const {
  const auto places = table.places(sources_);
  for (auto place = index.empty() ? 0 : places_up_to(table, index); place < places; ++place) {
    if (table.has(sources_, place)) return place;
  }
  return std::nullopt;
}

tl::expected<StandardCell, Missing> StandardTree::find(Arcs name) const {
  const auto table = std::ranges::find_if(
      tables_, [&](const StandardTable* one) { return begins_with(name, one->entry); });
  if (table == tables_.end()) return tl::unexpected{Missing::object};
  const auto below = name.subspan((*table)->entry.size());
  const auto& columns = (*table)->columns;
  const auto column =
      below.empty() ? columns.end() : std::ranges::find(columns, below[0], &StandardColumn::arc);
  if (column == columns.end()) return tl::unexpected{Missing::object};
  const auto index = below.subspan(1);
  const auto count = places_up_to(**table, index);
  if (count == 0 || !(*table)->has(sources_, count - 1) ||
      !std::ranges::equal((*table)->index(sources_, count - 1).arcs(), index)) {
    return tl::unexpected{Missing::instance};
  }
  return StandardCell{*table, &*column, count - 1};
}

// `below` are the arcs after the table's entry; empty: from its start on.
std::optional<StandardCell> StandardTree::next_in(const StandardTable& table, Arcs below) const {
  for (const auto& column : table.columns) {
    if (!below.empty() && column.arc < below[0]) continue;
    const bool same = !below.empty() && column.arc == below[0];
    const auto place = next_place(table, same ? below.subspan(1) : Arcs{});
    if (place) return StandardCell{&table, &column, *place};
  }
  return std::nullopt;
}

std::optional<StandardCell> StandardTree::next(Arcs name) const {
  for (const auto* const table : tables_) {
    const bool within = begins_with(name, table->entry);
    if (!within && is_before(table->entry, name)) continue;
    const auto below = within ? name.subspan(table->entry.size()) : Arcs{};
    if (const auto cell = next_in(*table, below)) return cell;
  }
  return std::nullopt;
}

std::vector<Arc> StandardTree::name_of(const StandardCell& cell) const {
  std::vector<Arc> name{cell.table->entry.begin(), cell.table->entry.end()};
  name.push_back(cell.column->arc);
  const auto index = cell.table->index(sources_, cell.place);
  name.insert(name.end(), index.arcs().begin(), index.arcs().end());
  return name;
}

SnmpValue StandardTree::read(const StandardCell& cell) const {
  return cell.column->read(sources_, cell.place);
}

}  // namespace lineman::mibs
