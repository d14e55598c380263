// What a check came to, as a test likes to compare it.
#pragma once

#include <string>
#include <vector>

#include "ctl/doctor/finding_table.hpp"

namespace lineman::ctl::doctor {

inline std::vector<std::string> names_of(const Result& result) {
  std::vector<std::string> names;
  for (const auto& finding : result.findings) names.emplace_back(row_of(finding.id).name);
  return names;
}

// Each finding is of the check that found it.
inline bool is_at_home(const Result& result) {
  for (const auto& finding : result.findings) {
    if (row_of(finding.id).check != result.check) return false;
  }
  return true;
}

}  // namespace lineman::ctl::doctor
