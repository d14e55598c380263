// What others need for the same work as the codec: pugixml and libxml2 read a SetParameterValues
// into names, types and values, and write a GetParameterValuesResponse. They check no schema, no
// limits and no SOAP. Throw std::runtime_error where they fail.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tr069/codec/messages.hpp"

namespace lineman::bench {

std::vector<cwmp::AssignedValue> read_by_pugixml(std::string_view text);
std::vector<cwmp::AssignedValue> read_by_libxml2(std::string_view text);

std::string write_by_pugixml(const cwmp::GetParameterValuesResponse& response);
std::string write_by_libxml2(const cwmp::GetParameterValuesResponse& response);

}  // namespace lineman::bench
