#include "agent/transaction/validation.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "datamodel/parameters.hpp"
#include "datamodel/rules.hpp"

namespace lineman::agent {
namespace {

using datamodel::ParameterRef;
using datamodel::Problem;
using datamodel::ProblemCode;
using datamodel::Verdict;

bool exists(ParameterRef ref, unsigned accounts) {
  return ref.row < datamodel::parameter_count && ref.instance.account <= accounts;
}

std::string name_or_place(ParameterRef ref) {
  return ref.row < datamodel::parameter_count ? datamodel::name_of(ref) : std::string{};
}

Problem unknown_parameter(std::string name) {
  return {ProblemCode::unknown_parameter, std::move(name), {}, "is no parameter of this phone"};
}

std::string shown(const Change& change) {
  const bool secret = change.parameter.parameter().secret;
  return secret ? std::string{datamodel::masked} : change.value;
}

// What is wrong with one change alone.
std::optional<Problem> problem_alone(const Change& change, unsigned accounts) {
  const auto ref = change.parameter;
  if (!exists(ref, accounts)) {
    return unknown_parameter(name_or_place(ref));
  }
  const auto& row = ref.parameter();
  if (row.access == datamodel::Access::read_only) {
    return Problem{ProblemCode::read_only, datamodel::name_of(ref), shown(change),
                   "can only be read"};
  }
  const auto verdict = datamodel::problem_with(row.kind, change.value);
  if (verdict == Verdict::good) return std::nullopt;
  return Problem{datamodel::code_of(verdict), datamodel::name_of(ref), shown(change),
                 datamodel::explain(verdict, row.kind)};
}

// The good values in canonical form; a parameter that is given two different values has a problem
// for each mention.
std::map<ParameterRef, std::string> wanted_values(const TransactionRequest& request,
                                                  unsigned accounts,
                                                  datamodel::Problems& problems) {
  std::map<ParameterRef, std::string> wanted;
  std::map<ParameterRef, bool> contradicted;
  std::vector<std::optional<Problem>> alone;
  for (const auto& change : request.changes) {
    alone.push_back(problem_alone(change, accounts));
    if (alone.back()) continue;
    auto value = datamodel::canonical(change.parameter.parameter().kind, change.value);
    const auto [at, fresh] = wanted.emplace(change.parameter, value);
    if (!fresh && at->second != value) contradicted[change.parameter] = true;
  }
  for (std::size_t i = 0; i < request.changes.size(); ++i) {
    const auto& change = request.changes[i];
    if (alone[i]) {
      problems.push_back(*alone[i]);
    } else if (contradicted.contains(change.parameter)) {
      problems.push_back({ProblemCode::conflict, datamodel::name_of(change.parameter),
                          shown(change), "is given two different values in one request"});
    }
  }
  for (const auto& [ref, yes] : contradicted) wanted.erase(ref);
  return wanted;
}

void check_key(const TransactionRequest& request, datamodel::Problems& problems) {
  if (!request.parameter_key) return;
  const auto characters = datamodel::utf8_length(*request.parameter_key);
  if (!characters) {
    problems.push_back({ProblemCode::wrong_value,
                        std::string{parameter_key_name},
                        {},
                        "is not well-formed UTF-8"});
  } else if (*characters > maximum_parameter_key) {
    problems.push_back({ProblemCode::wrong_length,
                        std::string{parameter_key_name},
                        {},
                        "has more than " + std::to_string(maximum_parameter_key) + " characters"});
  }
}

void check_base(const TransactionRequest& request, const Generation& current,
                datamodel::Problems& problems) {
  if (request.base && *request.base != current.number) {
    problems.push_back(
        whole_problem(ProblemCode::conflict, "generation " + std::to_string(*request.base) +
                                                 " is not current any more; " +
                                                 std::to_string(current.number) + " is"));
  }
  if (request.config_serial && *request.config_serial != current.config_serial) {
    problems.push_back(
        {ProblemCode::conflict, std::string{config_serial_name},
         std::to_string(*request.config_serial),
         "is not the present number, which is " + std::to_string(current.config_serial)});
  }
}

// At most `maximum` octets, without half a character at the end.
std::string cut(std::string text, std::size_t maximum) {
  if (text.size() <= maximum) return text;
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  while (maximum > 0 && continues(text[maximum])) --maximum;
  text.resize(maximum);
  return text;
}

void fill_next(Plan& plan, const TransactionRequest& request, const Generation& current) {
  plan.makes_generation =
      !plan.changed.empty() || request.config_serial.has_value() ||
      (request.parameter_key && *request.parameter_key != current.parameter_key);
  plan.next.asker = {.door = request.asker.door, .who = cut(request.asker.who, maximum_who)};
  plan.next.changed.clear();
  for (const auto ref : plan.changed) plan.next.changed.push_back(datamodel::name_of(ref));
  if (request.parameter_key) plan.next.parameter_key = *request.parameter_key;
  if (request.config_serial) {
    const auto serial = current.config_serial;
    plan.next.config_serial = serial >= maximum_config_serial ? 0 : serial + 1;
  }
}

}  // namespace

Plan plan_of(const TransactionRequest& request, const Generation& current, unsigned accounts) {
  Plan plan;
  plan.next = current;
  for (const auto& name : request.unknown) plan.problems.push_back(unknown_parameter(name));
  const auto wanted = wanted_values(request, accounts, plan.problems);
  for (const auto& [ref, value] : wanted) {
    if (current.values.get(ref) == value) continue;
    plan.next.values.set(ref, value);
    plan.changed.push_back(ref);
  }
  auto broken = datamodel::broken_rules(plan.next.values, plan.changed);
  mask_secrets(broken, accounts);
  std::ranges::move(broken, std::back_inserter(plan.problems));
  check_key(request, plan.problems);
  check_base(request, current, plan.problems);
  fill_next(plan, request, current);
  return plan;
}

Problem whole_problem(ProblemCode code, std::string sentence) {
  return {code, {}, {}, std::move(sentence)};
}

void mask_secrets(datamodel::Problems& problems, unsigned accounts) {
  for (auto& problem : problems) {
    const auto ref = datamodel::find(problem.name, accounts);
    if (ref && ref->parameter().secret) problem.value = datamodel::masked;
  }
}

}  // namespace lineman::agent
