// Values as the agent names them, read by the parameter table.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "datamodel/parameter.hpp"

namespace lineman::sipcore {

// "sip_server.2.port" as the table writes it: "account.X.sip_server.Y.port".
std::string name_in_table(std::string_view name);

// Null for a name that the table does not have.
const datamodel::Parameter* row_named(std::string_view name);

// Values by name, the table's initial one for what is missing or bad. The values outlive it.
class ValueReader {
 public:
  // Names are read with `prefix` before them ("sip_server.1."). `global`: of the phone, not of an
  // account.
  ValueReader(const std::map<std::string, std::string>& values, std::string_view prefix,
              bool global = false)
      : values_(values), prefix_(prefix), global_(global) {}

  std::string text(std::string_view name) const;
  std::int64_t number(std::string_view name) const;  // 0 for what is none
  bool yes(std::string_view name) const { return text(name) == "1"; }
  std::chrono::seconds seconds(std::string_view name) const;
  std::chrono::milliseconds time(std::string_view name) const;  // of decimal seconds

 private:
  const std::map<std::string, std::string>& values_;
  std::string prefix_;
  bool global_;
};

}  // namespace lineman::sipcore
