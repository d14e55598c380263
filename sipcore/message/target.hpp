// Where a request goes: an IP address, a port and a transport.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lineman::sipcore {

// Compared and ordered by value. An IPv4 address uses the first four octets, in network order.
struct IpAddress {
  bool v6 = false;
  std::array<std::uint8_t, 16> octets{};

  auto operator<=>(const IpAddress&) const = default;
};

// "127.0.0.1", "::1" (without brackets); nothing for anything else.
std::optional<IpAddress> parse_ip(std::string_view text);

std::string to_string(const IpAddress& address);

// As a host in a URI or a Via header field: IPv6 in brackets (RFC 3261, 25.1).
std::string host_text(const IpAddress& address);

// An address of one host: neither multicast, broadcast nor unspecified, nor one of the other family
// in disguise.
bool is_unicast(const IpAddress& address);
bool is_loopback(const IpAddress& address);

// The numbers are those of transport_type_labels.
enum class Protocol : std::uint8_t { udp = 0, tcp = 1, tls = 2 };

// "UDP", as in Via (RFC 3261, 20.42).
std::string_view via_name(Protocol protocol);
// "udp", as the URI parameter `transport` (RFC 3261, 19.1.1).
std::string_view parameter_name(Protocol protocol);

// Where none is named (RFC 3261, 19.1.2).
inline constexpr std::uint16_t default_sip_port = 5060;
inline constexpr std::uint16_t default_sips_port = 5061;

constexpr std::uint16_t default_port(Protocol protocol) {
  return protocol == Protocol::tls ? default_sips_port : default_sip_port;
}

struct Target {
  IpAddress address{};
  std::uint16_t port = 0;
  Protocol protocol = Protocol::udp;

  auto operator<=>(const Target&) const = default;
};

// "127.0.0.1:5060", "[::1]:5060"
std::string to_string(const Target& target);

// "127.0.0.1", "::1", "[::1]", each but the second with ":port" where it is not `usual_port`.
std::optional<Target> parse_target(std::string_view text, std::uint16_t usual_port);

}  // namespace lineman::sipcore
