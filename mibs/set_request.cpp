#include "mibs/set_request.hpp"

#include <algorithm>
#include <limits>

#include "datamodel/parameters.hpp"
#include "mibs/limits.hpp"
#include "mibs/net_snmp.hpp"
#include "mibs/object_handler.hpp"
#include "mibs/variable.hpp"

namespace lineman::mibs {
namespace {

bool is_writable(const Column& column) {
  if (column.what == Column::What::live) return false;
  return column.what == Column::What::config_serial ||
         datamodel::parameters[column.row].access == datamodel::Access::read_write;
}

void set_error(netsnmp_request_info* request, SnmpError error) {
  netsnmp_request_set_error(request, static_cast<int>(error));
}

}  // namespace

SetRequest::~SetRequest() {
  release();
}

SnmpError SetRequest::take_serial(netsnmp_request_info* request) {
  const auto sent = sent_value(*request->requestvb);
  if (sent.syntax != Syntax::integer) return SnmpError::wrong_type;
  if (sent.number < 0 || sent.number > std::numeric_limits<std::int32_t>::max()) {
    return SnmpError::wrong_value;
  }
  const auto serial = static_cast<std::uint32_t>(sent.number);
  if (serial_ && *serial_ != serial) return SnmpError::inconsistent_value;
  serial_ = serial;
  serial_request_ = request;
  return SnmpError::none;
}

SnmpError SetRequest::take(netsnmp_request_info* request) {
  const auto arcs = below_objects(*request->requestvb);
  const auto object = around_.tree.object(arcs);
  if (!object || !is_writable(object->column)) return SnmpError::not_writable;
  const auto cell = around_.tree.find(arcs);
  if (!cell) return SnmpError::no_creation;
  if (cell->column.what == Column::What::config_serial) return take_serial(request);
  const auto parameter = cell->parameter();
  const auto& row = parameter.parameter();
  if (row.secret && !secure_) return SnmpError::not_writable;
  auto text = from_snmp(row, sent_value(*request->requestvb));
  if (!text) return text.error();
  asked_.push_back({{parameter, std::move(*text)}, request});
  return SnmpError::none;
}

void SetRequest::check(netsnmp_request_info* requests) {
  for (auto* request = requests; request != nullptr; request = request->next) {
    if (const auto error = take(request); error != SnmpError::none) set_error(request, error);
  }
}

TransactionRequest SetRequest::transaction() const {
  TransactionRequest request;
  request.asker = {Door::snmp, asker_};
  for (const auto& asked : asked_) request.changes.push_back(asked.change);
  request.deadline = around_.clock.now() + set_deadline;
  request.config_serial = serial_;
  return request;
}

void SetRequest::begin(netsnmp_request_info* requests, int variables) {
  int ours = 0;
  for (auto* request = requests; request != nullptr; request = request->next) ++ours;
  if (ours != variables) {
    // An error of the other module after our commit could not be undone.
    set_error(requests, SnmpError::resource_unavailable);
    return;
  }
  first_ = requests;
  first_->delegated = REQUEST_IS_DELEGATED;
  stage_ = Stage::beginning;
  overdue_ = around_.clock.after(set_deadline + set_margin, [this] { overdue(); });
  const std::weak_ptr<SetRequest> self = weak_from_this();
  // The engine answers from the loop, so the identifier is there before the answer.
  auto id = std::make_shared<TransactionId>();
  *id = around_.configuration.begin(
      transaction(),
      [self, id, &configuration = around_.configuration](const datamodel::Problems& problems) {
        if (const auto request = self.lock(); request && request->stage_ == Stage::beginning) {
          request->prepared(problems);
        } else if (problems.empty()) {
          configuration.abort(*id);
        }
      });
  id_ = *id;
}

// The variable that a problem is about; the first one where the problem is about the whole request.
netsnmp_request_info* SetRequest::blamed_for(const datamodel::Problem& problem) const {
  for (const auto& asked : asked_) {
    if (datamodel::name_of(asked.change.parameter) == problem.name) return asked.request;
  }
  const bool about_serial = problem.name.empty() || problem.name == datamodel::config_serial.name;
  if (serial_request_ != nullptr && about_serial &&
      problem.code == datamodel::ProblemCode::conflict) {
    return serial_request_;
  }
  return first_;
}

void SetRequest::prepared(const datamodel::Problems& problems) {
  overdue_.reset();
  first_->delegated = REQUEST_IS_NOT_DELEGATED;
  stage_ = problems.empty() ? Stage::prepared : Stage::decided;
  for (const auto& problem : problems) set_error(blamed_for(problem), error_of(problem.code));
  around_.go_on();
}

void SetRequest::overdue() {
  const auto self = shared_from_this();
  first_->delegated = REQUEST_IS_NOT_DELEGATED;
  stage_ = Stage::decided;
  set_error(first_, SnmpError::resource_unavailable);
  around_.go_on();
}

void SetRequest::commit(netsnmp_request_info* requests) {
  first_ = requests;
  first_->delegated = REQUEST_IS_DELEGATED;
  stage_ = Stage::committing;
  const std::weak_ptr<SetRequest> self = weak_from_this();
  around_.configuration.commit(id_, [self](const Outcome& outcome) {
    if (const auto request = self.lock()) request->committed(outcome);
  });
}

void SetRequest::committed(const Outcome& outcome) {
  first_->delegated = REQUEST_IS_NOT_DELEGATED;
  stage_ = Stage::decided;
  succeeded_ = !outcome.refused();
  if (!succeeded_) set_error(first_, SnmpError::commit_failed);
  around_.go_on();
}

void SetRequest::release() {
  overdue_.reset();
  if (stage_ == Stage::prepared) around_.configuration.abort(id_);
  // What is still beginning is aborted when the engine has prepared it.
  stage_ = Stage::decided;
}

}  // namespace lineman::mibs
