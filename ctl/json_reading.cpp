#include "ctl/json_reading.hpp"

namespace lineman::ctl {

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string{} : std::string{*text};
}

std::uint64_t number_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (value == nullptr) return 0;
  boost::json::error_code error;
  const auto number = value->to_number<std::uint64_t>(error);
  return error ? 0 : number;
}

bool flag_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  const auto* flag = value == nullptr ? nullptr : value->if_bool();
  return flag != nullptr && *flag;
}

const boost::json::object& object_of(const boost::json::object& object, std::string_view name) {
  static const boost::json::object none;
  const auto* value = object.if_contains(name);
  const auto* found = value == nullptr ? nullptr : value->if_object();
  return found == nullptr ? none : *found;
}

const boost::json::array& array_of(const boost::json::object& object, std::string_view name) {
  static const boost::json::array none;
  const auto* value = object.if_contains(name);
  const auto* found = value == nullptr ? nullptr : value->if_array();
  return found == nullptr ? none : *found;
}

}  // namespace lineman::ctl
