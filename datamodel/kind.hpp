// Kinds of values: what text a parameter takes. One validation for every door.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "datamodel/problem.hpp"

namespace lineman::datamodel {

// One value of an enumeration. `number` is what the phone's files, the MIB and the store hold;
// `mib` is the label in the MIB and in what people read; `tr069` the text on the wire of CWMP.
struct Label {
  int number;
  std::string_view mib;
  std::string_view tr069;
  bool ours =
      false;  // the standard's own TR-069 parameters, which show the value a second time, lack it
};

enum class Type : std::uint8_t {
  text,         // UTF-8, minimum to maximum characters
  host,         // IPv4, IPv6 (without brackets) or a domain name, or empty
  networks,     // addresses or CIDR blocks, separated by single spaces, or empty
  boolean,      // 0 or 1
  enumeration,  // one of labels
  unsigned_integer,
  integer,
  seconds,    // decimal seconds, at most three decimals; minimum and maximum in milliseconds
  date_time,  // an xsd:dateTime, kept as it was written
  // Live values only, never set:
  counter,    // 64 bits, monotonic
  gauge,      // unsigned, may fall
  timestamp,  // seconds since the epoch, 0 for never
};

// What values a parameter takes. Plain data, so that a row is constexpr.
struct Kind {
  Type type;
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
  std::optional<std::int64_t> besides{};  // of a number: one value that lies apart from the range
  std::span<const Label> labels{};
  std::string_view unit{};  // as in a MIB's UNITS: "seconds"; empty where there is none
};

constexpr Kind text(std::int64_t minimum, std::int64_t maximum) {
  return {.type = Type::text, .minimum = minimum, .maximum = maximum};
}
constexpr Kind host() {
  return {.type = Type::host, .maximum = 256};
}
constexpr Kind networks() {
  return {.type = Type::networks, .maximum = 511};
}
constexpr Kind boolean() {
  return {.type = Type::boolean, .maximum = 1};
}
constexpr Kind enumeration(std::span<const Label> labels) {
  return {.type = Type::enumeration, .labels = labels};
}
constexpr Kind unsigned_integer(std::int64_t minimum, std::int64_t maximum,
                                std::string_view unit = {}) {
  return {.type = Type::unsigned_integer, .minimum = minimum, .maximum = maximum, .unit = unit};
}
// 0 stands apart from the range and switches off what the range is of.
constexpr Kind unsigned_integer_or_zero(std::int64_t minimum, std::int64_t maximum,
                                        std::string_view unit = {}) {
  return {.type = Type::unsigned_integer,
          .minimum = minimum,
          .maximum = maximum,
          .besides = 0,
          .unit = unit};
}
constexpr Kind integer_or_minus_one(std::int64_t minimum, std::int64_t maximum,
                                    std::string_view unit = {}) {
  return {
      .type = Type::integer, .minimum = minimum, .maximum = maximum, .besides = -1, .unit = unit};
}
constexpr Kind seconds(std::int64_t minimum_ms, std::int64_t maximum_ms) {
  return {.type = Type::seconds, .minimum = minimum_ms, .maximum = maximum_ms, .unit = "seconds"};
}
constexpr Kind date_time() {
  return {.type = Type::date_time};
}
constexpr Kind counter(std::string_view unit = {}) {
  return {.type = Type::counter, .maximum = std::numeric_limits<std::int64_t>::max(), .unit = unit};
}
constexpr Kind gauge(std::string_view unit = {}) {
  return {.type = Type::gauge, .maximum = std::numeric_limits<std::uint32_t>::max(), .unit = unit};
}
constexpr Kind timestamp() {
  return {.type = Type::timestamp};
}

enum class Verdict : std::uint8_t {
  good,
  not_a_number,
  out_of_range,
  not_a_label,
  not_a_boolean,
  too_short,
  too_long,
  not_utf8,
  control_character,
  white_space_at_an_end,
  reserved_word,
  not_a_host,
  not_networks,
  not_a_time,
};

// Whether `value` may stand for `kind`. The only validation of a single value: SNMP, CWMP, the
// control socket, `.cfg` files and, at compile time, each row's own initial value all come here.
constexpr Verdict problem_with(const Kind& kind, std::string_view value);

// A verdict as a sentence that says what would be right ("is not between 30 and 2147483647
// seconds").
std::string explain(Verdict verdict, const Kind& kind);

// The verdict in the words of the doors. `verdict` is not good.
ProblemCode code_of(Verdict verdict);

// The one form in which a good value is stored and compared: numbers without leading zeros or
// needless decimals, hosts in lower case, everything else as it is.
std::string canonical(const Kind& kind, std::string_view value);

// What people read as the permitted values: "30-2147483647", "0 UDP, 1 TCP", "-1, 1-10",
// "0, 10-86400", "0-99 characters".
std::string permitted(const Kind& kind);

// A whole number in decimal, with an optional '-'; nothing where it is none or does not fit into 64
// bits.
constexpr std::optional<std::int64_t> to_integer(std::string_view text);

// Decimal seconds ("0.5") as milliseconds; nothing where it is none, or has more than three
// decimals.
constexpr std::optional<std::int64_t> to_milliseconds(std::string_view text);

// The label of a number; nothing for a number without one.
const Label* find_label(std::span<const Label> labels, std::int64_t number);

// Milliseconds as decimal seconds, shortest form: 500 is "0.5".
std::string seconds_text(std::int64_t milliseconds);

}  // namespace lineman::datamodel

#include "datamodel/validation.hpp"
