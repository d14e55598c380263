#include "agent/identity.hpp"

#include <ifaddrs.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>

#include "datamodel/branding.hpp"

namespace lineman::agent {
namespace {

constexpr std::size_t mac_octets = 6;
constexpr std::string_view no_mac = "000000000000";

std::string hexadecimal(const unsigned char* octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < mac_octets; ++i) {
    text += digits[octets[i] >> 4U];
    text += digits[octets[i] & 0xFU];
  }
  return text;
}

std::string first_mac() {
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return std::string{no_mac};
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner{list, freeifaddrs};
  std::string found{no_mac};
  int lowest = 0;
  for (const auto* each = list; each != nullptr; each = each->ifa_next) {
    if (each->ifa_addr == nullptr || each->ifa_addr->sa_family != AF_PACKET) continue;
    if ((each->ifa_flags & IFF_LOOPBACK) != 0U) continue;
    sockaddr_ll link{};
    std::memcpy(&link, each->ifa_addr, sizeof link);
    if (link.sll_halen != mac_octets) continue;
    const auto mac = hexadecimal(link.sll_addr);
    if (mac == no_mac || (found != no_mac && link.sll_ifindex > lowest)) continue;
    found = mac;
    lowest = link.sll_ifindex;
  }
  return found;
}

std::string mac_from(std::string_view text) {
  std::string mac;
  for (const char c : text) {
    if (datamodel::is_hex_digit(c))
      mac += static_cast<char>(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
  }
  return mac;
}

}  // namespace

Identity identity_of(const daemon::Settings& settings) {
  Identity identity;
  const auto mac = settings.text("device.mac");
  identity.mac = mac.empty() ? first_mac() : mac_from(mac);
  const auto serial = settings.text("device.serial");
  identity.serial = serial.empty() ? identity.mac : std::string{serial};
  return identity;
}

std::string engine_id_of(const Identity& identity) {
  std::string id;
  constexpr unsigned enterprise = branding::enterprise | 0x80000000U;
  for (int shift = 24; shift >= 0; shift -= 8) {
    id += static_cast<char>((enterprise >> static_cast<unsigned>(shift)) & 0xFFU);
  }
  id += '\x03';
  for (std::size_t i = 0; i + 1 < identity.mac.size(); i += 2) {
    unsigned octet = 0;
    std::from_chars(&identity.mac[i], &identity.mac[i] + 2, octet, 16);
    id += static_cast<char>(octet);
  }
  return id;
}

}  // namespace lineman::agent
