// Values of standard modules in their own syntaxes.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

#include "mibs/standard/standard_table.hpp"

namespace lineman::mibs {

// Counter32: the lower half of what is counted (RFC 2578, 7.1.6).
SnmpValue counter32(std::uint64_t count);

// Gauge32, Unsigned32: the largest number where the value is larger (RFC 2578, 7.1.7).
SnmpValue gauge32(std::uint64_t value);

SnmpValue integer(std::uint64_t value);
SnmpValue octets(std::string_view text);

// BITS of up to eight names, by the numbers of those that are set: bit 0 is the highest one (RFC
// 2578, 7.1.4).
SnmpValue bits(std::initializer_list<unsigned> set);

// TimeStamp (RFC 2579): sysUpTime at that moment, in seconds since the epoch; 0 where
// UptimeZero::uptime_at() says so.
SnmpValue time_stamp(const StandardSources& sources, std::int64_t seconds);

// When the SIP core started, and its counters with it.
SnmpValue core_start(const StandardSources& sources, std::size_t place);
// Since when the agent reaches the SIP core, or does not.
SnmpValue core_change(const StandardSources& sources, std::size_t place);

}  // namespace lineman::mibs
