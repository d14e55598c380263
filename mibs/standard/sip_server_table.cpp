// SIP-UA-MIB (RFC 4780), sipUACfgServerTable: the servers and outbound proxies that enabled
// accounts use. The index stays that of the account's server, whatever others are there: account
// 1 has 1 (server 1), 2 (its outbound proxy), 3 (server 2), 4 (its outbound proxy), account 2 has 5
// to 8, and so on.
#include <arpa/inet.h>

#include "datamodel/parameters.hpp"
#include "mibs/standard/standard_tables.hpp"
#include "mibs/standard/standard_values.hpp"

namespace lineman::mibs {
namespace {

using datamodel::row_named;
using Sources = const StandardSources&;

constexpr std::size_t places_per_server = 2;
constexpr std::size_t places_per_account = places_per_server * datamodel::servers_per_account;

// InetAddressType (RFC 4001).
constexpr std::uint64_t ipv4 = 1;
constexpr std::uint64_t ipv6 = 2;
constexpr std::uint64_t dns = 16;

// Bits of SipTCEntityRole.
constexpr unsigned proxy_server = 2;
constexpr unsigned registrar_server = 4;

bool is_proxy(std::size_t place) {
  return place % places_per_server == 1;
}

std::string_view value(Sources sources, std::size_t place, std::uint16_t row, bool of_server) {
  const auto account = static_cast<std::uint16_t>(place / places_per_account + 1);
  const auto server =
      static_cast<std::uint16_t>(place % places_per_account / places_per_server + 1);
  return sources.configuration.values().get(
      {{account, of_server ? server : std::uint16_t{0}}, row});
}

std::string_view address_text(Sources sources, std::size_t place) {
  constexpr auto server = row_named("account.X.sip_server.Y.address");
  constexpr auto proxy = row_named("account.X.outbound_proxy.Y.address");
  return value(sources, place, is_proxy(place) ? proxy : server, true);
}

std::size_t places(Sources sources) {
  return sources.configuration.accounts() * places_per_account;
}

bool has_server(Sources sources, std::size_t place) {
  if (value(sources, place, row_named("account.X.enable"), false) != "1") return false;
  constexpr auto with_proxy = row_named("account.X.outbound_proxy_enable");
  if (is_proxy(place) && value(sources, place, with_proxy, false) != "1") return false;
  return !address_text(sources, place).empty();
}

TableIndex server_index(Sources /*sources*/, std::size_t place) {
  return TableIndex{}.number(appl_index).number(place + 1);
}

// An address as InetAddress has it.
struct Address {
  std::uint64_t type = dns;
  std::string octets{};
};

Address address_of(std::string_view text) {
  const std::string whole{text};
  std::array<char, sizeof(in6_addr)> octets{};
  if (::inet_pton(AF_INET, whole.c_str(), octets.data()) == 1)
    return {ipv4, {octets.data(), sizeof(in_addr)}};
  if (::inet_pton(AF_INET6, whole.c_str(), octets.data()) == 1)
    return {ipv6, {octets.data(), sizeof(in6_addr)}};
  return {dns, whole};
}

SnmpValue address_type(Sources sources, std::size_t place) {
  return integer(address_of(address_text(sources, place)).type);
}

SnmpValue address(Sources sources, std::size_t place) {
  return octets(address_of(address_text(sources, place)).octets);
}

SnmpValue role(Sources /*sources*/, std::size_t place) {
  return is_proxy(place) ? bits({proxy_server}) : bits({proxy_server, registrar_server});
}

constexpr Arc entry[] = {150, 1, 1, 1, 1};
constexpr StandardColumn columns[] = {{2, address_type}, {3, address}, {4, role}};

constexpr StandardTable tables[] = {{entry, columns, places, has_server, server_index}};

}  // namespace

std::span<const StandardTable> sip_server_tables() {
  return tables;
}

}  // namespace lineman::mibs
