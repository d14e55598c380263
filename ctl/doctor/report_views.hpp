// A report as people and programs read it.
#pragma once

#include <boost/json/object.hpp>

#include "ctl/doctor/finding.hpp"
#include "ctl/document.hpp"

namespace lineman::ctl::doctor {

// How many findings there are.
std::size_t findings_in(const Report& report);

// Checks in a line each, then each finding with its advice, then what could not be looked at.
Document view_of_report(const Report& report);

// The shape that docs/doctor.md promises.
boost::json::object json_of(const Report& report);

}  // namespace lineman::ctl::doctor
