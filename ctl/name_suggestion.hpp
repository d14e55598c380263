#pragma once

#include <string>
#include <string_view>

namespace lineman::ctl {

// The name of a parameter, in the form of the phone's files, that `name` was perhaps meant to be;
// empty where none is near.
std::string closest_name(std::string_view name);

}  // namespace lineman::ctl
