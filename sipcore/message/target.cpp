#include "sipcore/message/target.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "datamodel/ascii.hpp"

namespace lineman::sipcore {

std::optional<IpAddress> parse_ip(std::string_view text) {
  const std::string terminated(text);
  IpAddress address;
  if (inet_pton(AF_INET, terminated.c_str(), address.octets.data()) == 1) return address;
  address.v6 = true;
  if (inet_pton(AF_INET6, terminated.c_str(), address.octets.data()) == 1) return address;
  return std::nullopt;
}

std::string to_string(const IpAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(address.v6 ? AF_INET6 : AF_INET, address.octets.data(), text.data(), text.size());
  return text.data();
}

std::string host_text(const IpAddress& address) {
  return address.v6 ? "[" + to_string(address) + "]" : to_string(address);
}

bool is_unicast(const IpAddress& address) {
  const auto& octets = address.octets;
  if (!address.v6) return octets[0] != 0 && octets[0] < 224;
  static constexpr std::array<std::uint8_t, 10> zeros{};
  const bool starts_with_zeros = std::equal(zeros.begin(), zeros.end(), octets.begin());
  return octets[0] != 0xFF && (!starts_with_zeros || is_loopback(address));
}

bool is_loopback(const IpAddress& address) {
  if (!address.v6) return address.octets[0] == 127;
  IpAddress loopback{.v6 = true};
  loopback.octets.back() = 1;
  return address == loopback;
}

std::string_view via_name(Protocol protocol) {
  switch (protocol) {
    case Protocol::udp:
      return "UDP";
    case Protocol::tcp:
      return "TCP";
    case Protocol::tls:
      return "TLS";
  }
  return "UDP";
}

std::string_view parameter_name(Protocol protocol) {
  switch (protocol) {
    case Protocol::udp:
      return "udp";
    case Protocol::tcp:
      return "tcp";
    case Protocol::tls:
      return "tls";
  }
  return "udp";
}

std::string to_string(const Target& target) {
  return host_text(target.address) + ":" + std::to_string(target.port);
}

std::optional<Target> parse_target(std::string_view text, std::uint16_t usual_port) {
  if (const auto address = parse_ip(text)) return Target{.address = *address, .port = usual_port};
  const bool bracketed = text.starts_with('[');
  const auto end = bracketed ? text.find(']') : text.rfind(':');
  if (end == std::string_view::npos) return std::nullopt;
  const auto address = parse_ip(bracketed ? text.substr(1, end - 1) : text.substr(0, end));
  if (!address || address->v6 != bracketed) return std::nullopt;
  auto rest = text.substr(bracketed ? end + 1 : end);
  if (rest.empty()) return Target{.address = *address, .port = usual_port};
  if (!rest.starts_with(':') || rest.size() < 2) return std::nullopt;
  rest.remove_prefix(1);
  const auto port = datamodel::whole_number<std::uint16_t>(rest);
  if (!port) return std::nullopt;
  return Target{.address = *address, .port = *port};
}

}  // namespace lineman::sipcore
