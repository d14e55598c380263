// The error-status of an SNMP response (RFC 3416, 3), and which of them a refusal becomes.
#pragma once

#include <cstdint>

#include "datamodel/problem.hpp"

namespace lineman::mibs {

enum class SnmpError : std::uint8_t {
  none = 0,
  too_big = 1,
  general = 5,
  no_access = 6,
  wrong_type = 7,
  wrong_length = 8,
  wrong_value = 10,
  no_creation = 11,
  inconsistent_value = 12,
  resource_unavailable = 13,
  commit_failed = 14,
  undo_failed = 15,
  not_writable = 17,
};

constexpr SnmpError error_of(datamodel::ProblemCode code) {
  switch (code) {
    case datamodel::ProblemCode::unknown_parameter:
      return SnmpError::no_creation;
    case datamodel::ProblemCode::wrong_type:
      return SnmpError::wrong_type;
    case datamodel::ProblemCode::wrong_value:
      return SnmpError::wrong_value;
    case datamodel::ProblemCode::wrong_length:
      return SnmpError::wrong_length;
    case datamodel::ProblemCode::read_only:
      return SnmpError::not_writable;
    case datamodel::ProblemCode::conflict:
      return SnmpError::inconsistent_value;
    case datamodel::ProblemCode::busy:
    case datamodel::ProblemCode::core_away:
      return SnmpError::resource_unavailable;
    case datamodel::ProblemCode::store_failed:
      return SnmpError::commit_failed;
  }
  return SnmpError::general;
}

}  // namespace lineman::mibs
