// docs/doctor.md: every finding with its advice, written from the table.
#pragma once

#include <string>

namespace lineman::ctl::doctor {

std::string finding_page();

}  // namespace lineman::ctl::doctor
