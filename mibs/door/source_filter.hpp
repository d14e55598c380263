// Which sources are answered, and how fast. Pure: addresses and times come in as values.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/clock.hpp"
#include "daemon/token_bucket.hpp"

namespace lineman::mibs {

// An IPv6 address, or an IPv4 address in its mapped form (RFC 4291, 2.5.5.2).
using SourceAddress = std::array<std::uint8_t, 16>;

// The form of "192.0.2.1" or "2001:db8::1"; nothing for another text.
std::optional<SourceAddress> source_address(std::string_view text);

// Addresses and CIDR blocks, separated by spaces, as network.snmp.trust_ip has them.
class NetworkList {
 public:
  NetworkList() = default;
  explicit NetworkList(std::string_view text);  // parts that are none of these hold nothing

  bool holds(const SourceAddress& source) const;
  bool empty() const { return networks_.empty(); }

 private:
  struct Network {
    SourceAddress address{};
    unsigned bits = 0;
  };
  std::vector<Network> networks_;
};

// Each source may send so many messages a second, and as many at once.
class RateLimit {
 public:
  explicit RateLimit(unsigned per_second) : rate_{per_second} {}

  bool permits(const SourceAddress& source, TimePoint now);

  std::size_t watched() const { return buckets_.size(); }

 private:
  struct Hash {
    std::size_t operator()(const SourceAddress& source) const;
  };

  void forget_the_most_silent();

  daemon::Rate rate_;
  std::unordered_map<SourceAddress, daemon::TokenBucket, Hash> buckets_;
};

}  // namespace lineman::mibs
