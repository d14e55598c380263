// Values between the table's text and SNMP's types, as LINEMAN-SIP-MIB declares them. Knows nothing
// of Net-SNMP.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "datamodel/parameter.hpp"
#include "mibs/objects/snmp_error.hpp"

namespace lineman::mibs {

enum class Syntax : std::uint8_t {
  integer,     // INTEGER, Integer32, TruthValue, TestAndIncr
  unsigned32,  // Unsigned32, Gauge32
  counter64,
  counter32,
  time_ticks,
  octets,
  other,  // that no object of ours has
};

// A value on its way out. `number` counts for all but octets.
struct SnmpValue {
  Syntax syntax = Syntax::octets;
  std::uint64_t number = 0;  // two's complement for integer
  std::string text{};

  bool operator==(const SnmpValue&) const = default;
};

Syntax syntax_of(const datamodel::Kind& kind);

// The stored value of a parameter. A secret is an empty text.
SnmpValue to_snmp(const datamodel::Parameter& row, std::string_view stored);

// A live value: a number as it is, a boolean as 0 or 1, a time in seconds since the epoch.
SnmpValue to_snmp(const datamodel::Kind& kind, std::uint64_t number);
SnmpValue to_snmp(const datamodel::Kind& kind, std::string_view text);

// RFC 2579, DateAndTime, in UTC; eight zero octets for 0.
std::string date_and_time(std::int64_t seconds_since_epoch);

// A value that a manager sent. `number` counts for integer and unsigned32, `text` for octets.
struct SentValue {
  Syntax syntax = Syntax::other;
  std::int64_t number = 0;
  std::string_view text{};
};

// The text that the configuration takes, checked against the row's kind: wrong_type, wrong_length
// or wrong_value.
tl::expected<std::string, SnmpError> from_snmp(const datamodel::Parameter& row,
                                               const SentValue& sent);

}  // namespace lineman::mibs
