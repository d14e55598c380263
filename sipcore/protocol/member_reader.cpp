#include "sipcore/protocol/member_reader.hpp"

#include <algorithm>

namespace lineman::sipcore {
namespace {

const boost::json::array no_list;
const boost::json::object no_object;

// What is not negative and fits, however the parser holds it.
std::optional<std::uint64_t> unsigned_value(const boost::json::value& value) {
  boost::json::error_code error;
  const auto number = value.to_number<std::uint64_t>(error);
  if (error) return std::nullopt;
  return number;
}

}  // namespace

bool MemberReader::has(std::string_view name) const {
  const auto* value = object_.if_contains(name);
  return value != nullptr && !value->is_null();
}

void MemberReader::fail(std::string problem) {
  if (problem_.empty()) problem_ = std::move(problem);
}

const boost::json::value* MemberReader::member(std::string_view name, std::string_view expected) {
  const auto* value = object_.if_contains(name);
  if (value == nullptr) fail(std::string{name} + " is missing, " + std::string{expected});
  return value;
}

std::uint64_t MemberReader::integer(std::string_view name, std::uint64_t maximum) {
  const auto* value = member(name, "a number");
  if (value == nullptr) return 0;
  const auto number = unsigned_value(*value);
  if (!number || *number > maximum) {
    fail(std::string{name} + " is not a number from 0 to " + std::to_string(maximum));
    return 0;
  }
  return *number;
}

bool MemberReader::flag(std::string_view name) {
  const auto* value = member(name, "true or false");
  if (value == nullptr) return false;
  if (!value->is_bool()) fail(std::string{name} + " is neither true nor false");
  return value->is_bool() && value->get_bool();
}

std::string MemberReader::text(std::string_view name) {
  const auto* value = member(name, "a string");
  if (value == nullptr) return {};
  if (!value->is_string()) {
    fail(std::string{name} + " is not a string");
    return {};
  }
  return std::string{value->get_string()};
}

std::map<std::string, std::string> MemberReader::texts(std::string_view name) {
  std::map<std::string, std::string> result;
  for (const auto& [key, value] : object(name)) {
    if (!value.is_string()) {
      fail(std::string{name} + " has a member that is not a string");
      return {};
    }
    result.emplace(key, value.get_string());
  }
  return result;
}

const boost::json::array& MemberReader::list(std::string_view name) {
  const auto* value = member(name, "a list");
  if (value == nullptr) return no_list;
  if (!value->is_array()) {
    fail(std::string{name} + " is not a list");
    return no_list;
  }
  return value->get_array();
}

const boost::json::object& MemberReader::object(std::string_view name) {
  const auto* value = member(name, "an object");
  if (value == nullptr) return no_object;
  if (!value->is_object()) {
    fail(std::string{name} + " is not an object");
    return no_object;
  }
  return value->get_object();
}

int MemberReader::label_number(std::string_view name, std::span<const datamodel::Label> labels) {
  const auto word = text(name);
  const auto at = std::ranges::find(labels, word, &datamodel::Label::mib);
  if (at != labels.end()) return at->number;
  fail(std::string{name} + " is none of the words of the interface");
  return labels.front().number;
}

std::uint64_t MemberReader::counter(const boost::json::object& from, std::string_view name) {
  const auto* value = from.if_contains(name);
  if (value == nullptr) return 0;
  const auto number = unsigned_value(*value);
  if (!number) fail(std::string{name} + " is not a counter");
  return number.value_or(0);
}

}  // namespace lineman::sipcore
