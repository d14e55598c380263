// The words of SMIv2 (RFC 2578, 2579) for what a row says.
#pragma once

#include <string>
#include <string_view>

#include "datamodel/parameter.hpp"

namespace lineman::datamodel::smi {

// The date of the last change to the modules, for LAST-UPDATED and REVISION. Changed by hand with
// them.
inline constexpr std::string_view revision = "202611220000Z";

// What a column or scalar says, and where it stands.
struct ObjectType {
  std::string name;
  std::string syntax;
  std::string units;
  std::string access;
  std::string description;
  std::string reference;
  std::string default_value;
  std::string parent;
  unsigned arc = 0;
};

// The SYNTAX clause of a kind, in the types of LINEMAN-SIP-MIB: "Unsigned32 (30..2147483647)". In a
// SEQUENCE it is named without its range or labels.
std::string syntax_of(const Kind& kind);
std::string sequence_syntax_of(std::string_view syntax);

// The UNITS clause; empty where there is none.
std::string units_of(const Kind& kind);

// The DEFVAL clause's value: "{ udp }" is "udp".
std::string default_of(const Kind& kind, std::string_view initial);

// Octets that `characters` of UTF-8 may take.
constexpr long octets_of(long characters) {
  return 4 * characters;
}

std::string write(const ObjectType& object);

// A quoted text, wrapped and indented under a clause of `indent` columns.
std::string quoted(std::string_view text, std::size_t indent);

// What comes before the first object of a module.
std::string module_identity(std::string_view name, std::string_view description,
                            std::string_view place);

// The types that the module's objects use.
std::string write_conventions();

// A comment that marks a part of a module.
std::string heading(std::string_view text);

}  // namespace lineman::datamodel::smi
