// The raw answer of a name server (RFC 1035, 4.1), as far as servers are found by it, with its
// times to live.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sipcore/dns/records.hpp"

namespace lineman::sipcore {

inline constexpr std::uint16_t dns_type_a = 1;
inline constexpr std::uint16_t dns_type_aaaa = 28;
inline constexpr std::uint16_t dns_type_srv = 33;
inline constexpr std::uint16_t dns_type_naptr = 35;

// Those beyond are skipped.
inline constexpr std::size_t most_dns_records = 64;
// An answer with a longer way from alias to alias makes no sense.
inline constexpr std::size_t most_dns_aliases = 8;

struct DnsAnswer {
  DnsRecords records{};   // of the name, or of what it is an alias for
  std::uint32_t ttl = 0;  // seconds, the smallest of the chain that leads to them
  // Where there are none: by the SOA record (RFC 2308, 5) and the aliases before.
  std::optional<std::uint32_t> negative_ttl{};
};

// The answer to a question for `name` and `type`. Nothing where the message is cut short or makes
// no sense. Records of other names and types are skipped, and so are those whose data is none.
std::optional<DnsAnswer> parse_dns_answer(std::span<const std::uint8_t> message,
                                          std::string_view name, std::uint16_t type);

}  // namespace lineman::sipcore
