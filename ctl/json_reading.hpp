// Takes a reply apart. What is missing or of another type reads as empty, so that an agent of
// another version is shown as far as it is understood.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace lineman::ctl {

std::string text_of(const boost::json::object& object,
                    std::string_view name);  // null and missing: empty
std::uint64_t number_of(const boost::json::object& object, std::string_view name);
bool flag_of(const boost::json::object& object, std::string_view name);
const boost::json::object& object_of(const boost::json::object& object, std::string_view name);
const boost::json::array& array_of(const boost::json::object& object, std::string_view name);

// Each member of `array` that is an object.
template <typename Function>
void for_each_object(const boost::json::array& array, Function function) {
  for (const auto& each : array) {
    if (const auto* object = each.if_object()) function(*object);
  }
}

}  // namespace lineman::ctl
