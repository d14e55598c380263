#include "tr069/model/rows.hpp"

#include <algorithm>
#include <numeric>

#include "tr069/model/inform_parameters.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::Index;
using datamodel::Instance;
using datamodel::Object;

// How many rows a table has whose rows are numbered without gaps; nothing for the others.
std::optional<unsigned> fixed_rows(Index index, const ModelSources& sources) {
  switch (index) {
    case Index::none:
      return 0;
    case Index::one:
      return 1;
    case Index::account:
      return sources.configuration.accounts();
    case Index::server:
      return datamodel::servers_per_account;
    case Index::slot:
    case Index::interface:
    case Index::address:
      break;
  }
  return std::nullopt;
}

std::vector<std::uint16_t> numbered(unsigned count) {
  std::vector<std::uint16_t> rows(count);
  std::iota(rows.begin(), rows.end(), std::uint16_t{1});
  return rows;
}

std::vector<std::uint16_t> inform_parameter_rows(const ModelSources& sources) {
  std::vector<std::uint16_t> rows;
  for (const auto& each : inform_parameters(sources.configuration.values())) {
    rows.push_back(each.number);
  }
  return rows;
}

}  // namespace

std::vector<std::uint16_t> rows_of(Object table, Instance parent, const ModelSources& sources) {
  const auto index = datamodel::row_of(table).index;
  if (const auto count = fixed_rows(index, sources)) return numbered(*count);
  if (index == Index::slot) return inform_parameter_rows(sources);
  if (index == Index::interface) return sources.interfaces.interfaces();
  return table == Object::ipv4_address ? sources.interfaces.four_of(parent.account)
                                       : sources.interfaces.six_of(parent.account);
}

bool has_row(Object table, Instance parent, unsigned row, const ModelSources& sources) {
  const auto count = fixed_rows(datamodel::row_of(table).index, sources);
  if (count) return row >= 1 && row <= *count;
  const auto rows = rows_of(table, parent, sources);
  return std::ranges::find(rows, row) != rows.end();
}

Instance with_row(Object table, Instance parent, unsigned row) {
  const auto number = static_cast<std::uint16_t>(row);
  switch (datamodel::row_of(table).index) {
    case Index::none:
    case Index::one:
      break;
    case Index::account:
    case Index::interface:
      parent.account = number;
      break;
    case Index::server:
    case Index::slot:
    case Index::address:
      parent.server = number;
      break;
  }
  return parent;
}

}  // namespace lineman::cwmp
