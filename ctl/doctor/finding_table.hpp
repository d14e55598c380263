// Every finding of `linemanctl doctor`: the only place where its name, its weight and its advice
// stand. docs/doctor.md is written from it.
#pragma once

#include <span>
#include <string_view>

#include "ctl/doctor/finding.hpp"

namespace lineman::ctl::doctor {

// error: something does not work. warning: it works, and will not for long, or not as meant.
enum class Severity : std::uint8_t { error, warning };

struct FindingRow {
  FindingId id;
  std::string_view name;   // as scripts know it; it stays once released
  std::string_view check;  // "dns"
  Severity severity;
  std::string_view title;      // one line
  std::string_view advice;     // sentences: what to do
  std::string_view command{};  // what to type, where it is always the same
};

// In the order of FindingId.
std::span<const FindingRow> finding_table();

const FindingRow& row_of(FindingId id);

std::string_view to_string(Severity severity);

}  // namespace lineman::ctl::doctor
