#include "mibs/set_request.hpp"

#include "mibs/door/limits.hpp"
#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/net_snmp/variable.hpp"
#include "mibs/objects/objects_root.hpp"

namespace lineman::mibs {
namespace {

void set_error(netsnmp_request_info* request, SnmpError error) {
  netsnmp_request_set_error(request, static_cast<int>(error));
}

}  // namespace

SetRequest::~SetRequest() {
  release();
}

void SetRequest::check(netsnmp_request_info* requests) {
  for (auto* request = requests; request != nullptr; request = request->next) {
    variables_.push_back(request);
    const auto& variable = *request->requestvb;
    const auto error = plan_.take(below_objects(name_of(variable)), sent_value(variable));
    if (error != SnmpError::none) set_error(request, error);
  }
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
      plan_.transaction({Door::snmp, asker_}, around_.clock.now() + set_deadline),
      [self, id, &configuration = around_.configuration](const datamodel::Problems& problems) {
        if (const auto request = self.lock(); request && request->stage_ == Stage::beginning) {
          request->prepared(problems);
        } else if (problems.empty()) {
          configuration.abort(*id);
        }
      });
  id_ = *id;
}

void SetRequest::prepared(const datamodel::Problems& problems) {
  overdue_.reset();
  first_->delegated = REQUEST_IS_NOT_DELEGATED;
  stage_ = problems.empty() ? Stage::prepared : Stage::decided;
  for (const auto& problem : problems) {
    set_error(variables_.at(plan_.blamed_for(problem)), error_of(problem.code));
  }
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
