// What stands in a line of a file: remarks, and problems of files.
#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <string_view>

#include "ctl/document.hpp"

namespace lineman::ctl {

// "file:line: name sentence" of an object with `file`, `line`, `name` and the member `sentence`, as
// far as it has them.
std::string placed_line(const boost::json::object& object, std::string_view sentence);

// A section with `key` that has all string members of `array` for programs, and for people one line
// for each.
Section placed_section(std::string key, const boost::json::array& array, std::string_view sentence);

}  // namespace lineman::ctl
