#include "mibs/objects/object_reader.hpp"

#include "datamodel/parameters.hpp"

namespace lineman::mibs {

SnmpValue ObjectReader::read(const Cell& cell) const {
  switch (cell.column.what) {
    case Column::What::parameter: {
      const auto parameter = cell.parameter();
      return to_snmp(parameter.parameter(), sources_.configuration.values().get(parameter));
    }
    case Column::What::config_serial:
      return {Syntax::integer, sources_.configuration.config_serial()};
    case Column::What::live:
      break;
  }
  const auto& value = datamodel::group_of(cell.group).values[cell.column.row];
  return std::visit([&](const auto& reading) { return to_snmp(value.kind, reading); },
                    read_live(cell.group, cell.column.row, cell.index, sources_));
}

bool tells_of_core(datamodel::GroupId group) {
  switch (group) {
    case datamodel::GroupId::account_status:
    case datamodel::GroupId::server_status:
    case datamodel::GroupId::target:
    case datamodel::GroupId::method:
    case datamodel::GroupId::core:
    case datamodel::GroupId::dns:
      return true;
    default:
      return false;
  }
}

}  // namespace lineman::mibs
