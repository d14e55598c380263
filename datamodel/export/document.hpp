// Documents for other programs: built as JSON values, whose members keep their order, and written
// as YAML or as JSON.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

namespace lineman::datamodel::document {

using List = boost::json::array;
using Map = boost::json::object;
using Value = boost::json::value;

// YAML 1.2 in block style, each line of `comment` before it. A text is quoted where it could be
// taken for something else.
std::string yaml_of(const Value& value, std::string_view comment = {});

// JSON, indented by two spaces.
std::string json_of(const Value& value);

// An array of texts.
List texts(std::initializer_list<std::string_view> all);

}  // namespace lineman::datamodel::document
