#include "tr069/model/engine_fault.hpp"

#include <map>
#include <set>

namespace lineman::cwmp {
namespace {

FaultCode code_of(datamodel::ProblemCode code) {
  using datamodel::ProblemCode;
  switch (code) {
    case ProblemCode::unknown_parameter:
      return FaultCode::invalid_parameter_name;
    case ProblemCode::wrong_type:
    case ProblemCode::wrong_value:
    case ProblemCode::wrong_length:
    case ProblemCode::conflict:
      return FaultCode::invalid_parameter_value;
    case ProblemCode::read_only:
      return FaultCode::not_writable;
    case ProblemCode::busy:
    case ProblemCode::core_away:
    case ProblemCode::store_failed:
      break;
  }
  return FaultCode::internal_error;
}

}  // namespace

Fault fault_of_problems(const datamodel::Problems& problems, const DataModel::Plan& plan) {
  std::map<std::string, const std::vector<std::string>*> askers;
  for (std::size_t i = 0; i < plan.changes.size(); ++i) {
    askers.emplace(name_of(plan.changes[i].parameter), &plan.askers[i]);
  }
  Fault fault{FaultCode::internal_error, {}, {}};
  std::set<std::string> told;
  for (const auto& problem : problems) {
    const auto found = askers.find(problem.name);
    const auto code = code_of(problem.code);
    if (found == askers.end() || code == FaultCode::internal_error) {
      if (fault.sentence.empty()) fault.sentence = problem.sentence;
      continue;
    }
    for (const auto& name : *found->second) {
      if (told.insert(name).second) fault.parameters.push_back({name, code, problem.sentence});
    }
  }
  if (!fault.parameters.empty()) {
    fault.code = FaultCode::invalid_arguments;
    fault.sentence = "values were refused, and nothing was changed";
  }
  return fault;
}

}  // namespace lineman::cwmp
