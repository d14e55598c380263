#include "tr069/model/host_interfaces.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>

namespace lineman::cwmp {
namespace {

std::string text_of(int family, const void* octets) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const auto* const is = ::inet_ntop(family, octets, text.data(), text.size());
  return is == nullptr ? std::string{} : std::string{is};
}

std::string four_text(const sockaddr* name) {
  if (name == nullptr) return {};
  return text_of(AF_INET, &reinterpret_cast<const sockaddr_in*>(name)->sin_addr);
}

HostInterface& named(std::vector<HostInterface>& list, const std::string& name) {
  const auto at = std::ranges::find(list, name, &HostInterface::name);
  return at == list.end() ? list.emplace_back(HostInterface{.name = name}) : *at;
}

void add(std::vector<HostInterface>& list, const ifaddrs& entry) {
  auto& is = named(list, entry.ifa_name);
  is.enabled = (entry.ifa_flags & IFF_UP) != 0;
  is.up = is.enabled && (entry.ifa_flags & IFF_RUNNING) != 0;
  is.loopback = (entry.ifa_flags & IFF_LOOPBACK) != 0;
  if (entry.ifa_addr == nullptr) return;
  if (entry.ifa_addr->sa_family == AF_INET) {
    is.four.push_back({four_text(entry.ifa_addr), four_text(entry.ifa_netmask)});
  } else if (entry.ifa_addr->sa_family == AF_INET6) {
    const auto* const six = reinterpret_cast<const sockaddr_in6*>(entry.ifa_addr);
    is.six.push_back(text_of(AF_INET6, &six->sin6_addr));
  }
}

}  // namespace

std::vector<HostInterface> host_interfaces() {
  std::vector<HostInterface> list;
  ifaddrs* first = nullptr;
  if (::getifaddrs(&first) != 0) return list;
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owner{first, &::freeifaddrs};
  for (const auto* entry = first; entry != nullptr; entry = entry->ifa_next) add(list, *entry);
  return list;
}

bool host_speaks_ipv6() {
  return ::access("/proc/net/if_inet6", F_OK) == 0;
}

}  // namespace lineman::cwmp
