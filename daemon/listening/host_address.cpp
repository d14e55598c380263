#include "daemon/listening/host_address.hpp"

#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/ip/address.hpp>
#include <memory>
#include <optional>

namespace lineman::daemon {
namespace {

using boost::asio::ip::address;

HostAddress host_address(const address& found) {
  if (found.is_v6() && found.to_v6().is_v4_mapped()) {
    const auto four = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, found.to_v6());
    return host_address(address{four});
  }
  if (found.is_v4()) return {found.to_string(), false, found.is_unspecified()};
  auto six = found.to_v6();
  six.scope_id(0);
  return {six.to_string(), true, found.is_unspecified()};
}

std::optional<address> address_of(const sockaddr* name) {
  if (name != nullptr && name->sa_family == AF_INET) {
    const auto* four = reinterpret_cast<const sockaddr_in*>(name);
    return boost::asio::ip::make_address_v4(ntohl(four->sin_addr.s_addr));
  }
  if (name != nullptr && name->sa_family == AF_INET6) {
    const auto* six = reinterpret_cast<const sockaddr_in6*>(name);
    boost::asio::ip::address_v6::bytes_type octets{};
    std::copy_n(std::begin(six->sin6_addr.s6_addr), octets.size(), octets.begin());
    return boost::asio::ip::address_v6{octets};
  }
  return std::nullopt;
}

bool is_link_local(const address& found) {
  if (found.is_v6()) return found.to_v6().is_link_local();
  const auto octets = found.to_v4().to_bytes();  // RFC 3927
  return octets[0] == 169 && octets[1] == 254;
}

}  // namespace

HostAddress host_address(const std::string& text) {
  boost::system::error_code error;
  const auto found = boost::asio::ip::make_address(text.substr(0, text.find('%')), error);
  return error ? HostAddress{} : host_address(found);
}

std::vector<HostAddress> host_addresses() {
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owner{list, ::freeifaddrs};
  std::array<std::vector<HostAddress>, 3> sorted;  // by how far they reach
  for (const auto* entry = list; entry != nullptr; entry = entry->ifa_next) {
    const auto found = address_of(entry->ifa_addr);
    if (!found || (entry->ifa_flags & IFF_UP) == 0) continue;
    const std::size_t reach = found->is_loopback() ? 2 : is_link_local(*found) ? 1 : 0;
    sorted.at(reach).push_back(host_address(*found));
  }
  std::vector<HostAddress> all;
  for (auto& some : sorted) all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace lineman::daemon
