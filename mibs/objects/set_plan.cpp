#include "mibs/objects/set_plan.hpp"

#include <limits>

#include "datamodel/parameters.hpp"

namespace lineman::mibs {
namespace {

bool is_writable(const Column& column) {
  if (column.what == Column::What::live) return false;
  return column.what == Column::What::config_serial ||
         datamodel::parameters[column.row].access == datamodel::Access::read_write;
}

}  // namespace

SnmpError SetPlan::take_serial(const SentValue& sent) {
  if (sent.syntax != Syntax::integer) return SnmpError::wrong_type;
  if (sent.number < 0 || sent.number > std::numeric_limits<std::int32_t>::max()) {
    return SnmpError::wrong_value;
  }
  const auto serial = static_cast<std::uint32_t>(sent.number);
  if (serial_ && *serial_ != serial) return SnmpError::inconsistent_value;
  serial_ = serial;
  serial_position_ = taken_ - 1;
  return SnmpError::none;
}

SnmpError SetPlan::take(Arcs below, const SentValue& sent) {
  ++taken_;
  const auto object = tree_.object(below);
  if (!object || !is_writable(object->column)) return SnmpError::not_writable;
  const auto cell = tree_.find(below);
  if (!cell) return SnmpError::no_creation;
  if (cell->column.what == Column::What::config_serial) return take_serial(sent);
  const auto parameter = cell->parameter();
  const auto& row = parameter.parameter();
  if (row.secret && !secure_) return SnmpError::not_writable;
  auto text = from_snmp(row, sent);
  if (!text) return text.error();
  changes_.push_back({parameter, std::move(*text)});
  positions_.push_back(taken_ - 1);
  return SnmpError::none;
}

TransactionRequest SetPlan::transaction(Asker asker, TimePoint deadline) const {
  TransactionRequest request;
  request.asker = std::move(asker);
  request.changes = changes_;
  request.deadline = deadline;
  request.config_serial = serial_;
  return request;
}

std::size_t SetPlan::blamed_for(const datamodel::Problem& problem) const {
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    if (datamodel::name_of(changes_[i].parameter) == problem.name) return positions_[i];
  }
  const bool about_serial = problem.name.empty() || problem.name == datamodel::config_serial.name;
  if (serial_ && about_serial && problem.code == datamodel::ProblemCode::conflict) {
    return serial_position_;
  }
  return 0;
}

}  // namespace lineman::mibs
