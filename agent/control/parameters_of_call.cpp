#include "agent/control/parameters_of_call.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lineman::agent {
namespace {

const boost::json::value* member(const varlink::Object& parameters, std::string_view name) {
  const auto* value = parameters.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

tl::unexpected<varlink::Reply> wrong(std::string_view name, const std::string& reason) {
  return tl::unexpected{varlink::invalid_parameter(name, reason)};
}

Read<const boost::json::array*> read_array(const varlink::Object& parameters, std::string_view name,
                                           std::size_t maximum) {
  const auto* value = member(parameters, name);
  const auto* array = value == nullptr ? nullptr : value->if_array();
  if (array == nullptr || array->empty())
    return wrong(name, "has to be a list with something in it");
  if (array->size() > maximum) {
    return wrong(name, "has more than " + std::to_string(maximum) + " members");
  }
  return array;
}

}  // namespace

Read<std::optional<unsigned>> read_number(const varlink::Object& parameters, std::string_view name,
                                          unsigned minimum, unsigned maximum) {
  const auto* value = member(parameters, name);
  if (value == nullptr) return std::nullopt;
  boost::json::error_code error;
  const auto number = value->to_number<std::int64_t>(error);
  if (error || number < minimum || number > maximum) {
    return wrong(name, "has to be a number from " + std::to_string(minimum) + " to " +
                           std::to_string(maximum));
  }
  return static_cast<unsigned>(number);
}

Read<std::optional<std::uint64_t>> read_generation(const varlink::Object& parameters,
                                                   std::string_view name) {
  const auto* value = member(parameters, name);
  if (value == nullptr) return std::nullopt;
  boost::json::error_code error;
  const auto number = value->to_number<std::uint64_t>(error);
  if (error || number == 0) return wrong(name, "has to be the number of a generation, from 1");
  return number;
}

Read<std::string> read_text(const varlink::Object& parameters, std::string_view name) {
  const auto* value = member(parameters, name);
  if (value == nullptr) return std::string{};
  const auto* text = value->if_string();
  if (text == nullptr) return wrong(name, "has to be a string");
  return std::string{*text};
}

Read<bool> read_flag(const varlink::Object& parameters, std::string_view name) {
  const auto* value = member(parameters, name);
  if (value == nullptr) return false;
  const auto* flag = value->if_bool();
  if (flag == nullptr) return wrong(name, "has to be true or false");
  return *flag;
}

Read<std::vector<std::string>> read_texts(const varlink::Object& parameters, std::string_view name,
                                          std::size_t maximum) {
  const auto array = read_array(parameters, name, maximum);
  if (!array) return tl::unexpected{array.error()};
  std::vector<std::string> texts;
  for (const auto& each : **array) {
    const auto* text = each.if_string();
    if (text == nullptr) return wrong(name, "has to be a list of strings");
    texts.emplace_back(*text);
  }
  return texts;
}

Read<std::vector<NamedValue>> read_changes(const varlink::Object& parameters, std::string_view name,
                                           std::size_t maximum) {
  const auto array = read_array(parameters, name, maximum);
  if (!array) return tl::unexpected{array.error()};
  std::vector<NamedValue> changes;
  for (const auto& each : **array) {
    const auto* change = each.if_object();
    const auto* parameter = change == nullptr ? nullptr : change->if_contains("name");
    const auto* value = change == nullptr ? nullptr : change->if_contains("value");
    if (parameter == nullptr || value == nullptr || !parameter->is_string() ||
        !value->is_string()) {
      return wrong(name, "has to be a list of objects with the strings name and value");
    }
    changes.push_back({std::string{parameter->get_string()}, std::string{value->get_string()}});
  }
  return changes;
}

}  // namespace lineman::agent
