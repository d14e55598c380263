// The raw answer of a name server (RFC 1035, 4.1), as far as addresses are concerned, with its
// times to live.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sipcore/network/target.hpp"

namespace lineman::sipcore {

inline constexpr std::uint16_t dns_type_a = 1;
inline constexpr std::uint16_t dns_type_aaaa = 28;

struct DnsAnswer {
  std::vector<IpAddress> addresses{};  // in the order of the answer
  std::uint32_t ttl = 0;               // seconds, the smallest of the chain that leads to them
  std::optional<std::uint32_t>
      negative_ttl{};  // of the SOA record of a negative answer (RFC 2308, 5)
};

// Nothing where the message is cut short or makes no sense. Records of other types are skipped.
std::optional<DnsAnswer> parse_dns_answer(std::span<const std::uint8_t> message,
                                          std::uint16_t type);

}  // namespace lineman::sipcore
