// The errors of the interface as they go over the wire, and back.
#include <algorithm>
#include <array>

#include "sipcore/protocol/json.hpp"
#include "sipcore/protocol/member_reader.hpp"

namespace lineman::sipcore {
namespace {

namespace json = boost::json;
using datamodel::Problem;
using datamodel::ProblemCode;

constexpr std::array wire_codes = {
    ErrorCode::invalid,     ErrorCode::conflict,      ErrorCode::busy,
    ErrorCode::unknown_txn, ErrorCode::lease_expired, ErrorCode::unsupported,
    ErrorCode::resource,    ErrorCode::no_call,       ErrorCode::not_possible};

constexpr std::array problem_codes = {ProblemCode::unknown_parameter,
                                      ProblemCode::wrong_type,
                                      ProblemCode::wrong_value,
                                      ProblemCode::wrong_length,
                                      ProblemCode::read_only,
                                      ProblemCode::conflict,
                                      ProblemCode::busy,
                                      ProblemCode::core_away,
                                      ProblemCode::store_failed};

json::object problem_object(const Problem& problem) {
  return {{"name", problem.name},
          {"value", problem.value},
          {"problem", problem.sentence},
          {"code", to_string(problem.code)}};
}

// What cannot be read of a problem is left out: the refusal stands all the same.
std::string text_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

Problem problem_from(const json::object& object) {
  const auto word = text_of(object, "code");
  const auto code =
      std::ranges::find(problem_codes, word, [](ProblemCode each) { return to_string(each); });
  return {code == problem_codes.end() ? ProblemCode::conflict : *code, text_of(object, "name"),
          text_of(object, "value"), text_of(object, "problem")};
}

Error sentence_only(ErrorCode code, std::string sentence) {
  return {.code = code, .sentence = std::move(sentence)};
}

}  // namespace

WireError to_wire(const Error& error) {
  WireError wire{.name = std::string{interface_name} + '.' + std::string{to_string(error.code)},
                 .parameters = {}};
  auto& parameters = wire.parameters;
  switch (error.code) {
    case ErrorCode::invalid: {
      json::array problems;
      for (const auto& problem : error.problems) problems.emplace_back(problem_object(problem));
      parameters = {{"problems", std::move(problems)}};
      break;
    }
    case ErrorCode::conflict:
      parameters = {{"generation", error.generation}};
      break;
    case ErrorCode::no_call:
      parameters = {{"number", error.number}};
      break;
    case ErrorCode::not_possible:
      parameters = {{"reason", error.sentence}};
      break;
    case ErrorCode::unsupported:
    case ErrorCode::resource: {
      const auto path = error.problems.empty() ? std::string{} : error.problems[0].name;
      parameters = {{"path", path}, {"reason", error.sentence}};
      break;
    }
    default:
      parameters = {{"txn", error.sentence}};
      break;
  }
  return wire;
}

Error error_from_wire(std::string_view name, const json::object& parameters) {
  const auto dot = name.rfind('.');
  const auto code = std::ranges::find(wire_codes, name.substr(dot + 1),
                                      [](ErrorCode each) { return to_string(each); });
  if (name.substr(0, dot) != interface_name || code == wire_codes.end()) {
    return sentence_only(ErrorCode::protocol_error, "the SIP core answered " + std::string{name});
  }
  switch (*code) {
    case ErrorCode::invalid: {
      Error error = sentence_only(*code, "the SIP core refuses the configuration");
      const auto* problems = parameters.if_contains("problems");
      if (problems == nullptr || !problems->is_array()) return error;
      for (const auto& each : problems->get_array()) {
        if (each.is_object()) error.problems.push_back(problem_from(each.get_object()));
      }
      return error;
    }
    case ErrorCode::conflict: {
      Error error = sentence_only(*code, "the SIP core runs another generation");
      MemberReader reader{parameters};
      error.generation = reader.number<std::uint64_t>("generation");
      return error;
    }
    case ErrorCode::no_call: {
      Error error = sentence_only(*code, "there is no such call or subscription");
      MemberReader reader{parameters};
      error.number = reader.number<std::uint64_t>("number");
      return error;
    }
    case ErrorCode::not_possible:
      return sentence_only(*code, text_of(parameters, "reason"));
    case ErrorCode::unsupported:
    case ErrorCode::resource: {
      Error error = sentence_only(*code, text_of(parameters, "reason"));
      error.problems.push_back(
          {ProblemCode::conflict, text_of(parameters, "path"), {}, error.sentence});
      return error;
    }
    default:
      return sentence_only(*code, text_of(parameters, "txn"));
  }
}

}  // namespace lineman::sipcore
