#include "agent/transaction/core_problems.hpp"

#include "agent/transaction/validation.hpp"

namespace lineman::agent {
namespace {

using datamodel::ProblemCode;
using sipcore::ErrorCode;

ProblemCode code_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid:
    case ErrorCode::unsupported:
    case ErrorCode::resource:
      return ProblemCode::conflict;
    case ErrorCode::conflict:
    case ErrorCode::busy:
    case ErrorCode::timed_out:
    case ErrorCode::lease_expired:
      return ProblemCode::busy;
    case ErrorCode::not_connected:
    case ErrorCode::unknown_txn:
    case ErrorCode::protocol_error:
    case ErrorCode::no_call:  // of calls alone: no answer to a change
    case ErrorCode::not_possible:
      return ProblemCode::core_away;
  }
  return ProblemCode::core_away;
}

std::string sentence_of(const sipcore::Error& error) {
  switch (error.code) {
    case ErrorCode::not_connected:
      return "the SIP core is not reachable; nothing was changed";
    case ErrorCode::timed_out:
      return "the SIP core did not answer in time; nothing was changed";
    default: {
      std::string sentence = "the SIP core refused the change: ";
      return sentence.append(error.sentence.empty() ? to_string(error.code) : error.sentence);
    }
  }
}

}  // namespace

datamodel::Problems problems_of(const sipcore::Error& error, unsigned accounts) {
  auto problems = error.problems;
  for (auto& problem : problems) problem.code = code_of(error.code);
  if (problems.empty()) problems.push_back(whole_problem(code_of(error.code), sentence_of(error)));
  mask_secrets(problems, accounts);
  return problems;
}

}  // namespace lineman::agent
