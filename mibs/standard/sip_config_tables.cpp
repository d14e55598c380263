// SIP-COMMON-MIB (RFC 4780): what the SIP core is, where it listens, which extensions and methods
// it knows. sipCommonCfgServiceNotifEnable is missing, as that module permits where its
// notifications are.
#include "datamodel/parameters.hpp"
#include "mibs/door/limits.hpp"
#include "mibs/standard/standard_tables.hpp"
#include "mibs/standard/standard_values.hpp"

namespace lineman::mibs {
namespace {

using Sources = const StandardSources&;

// ---- sipCommonCfgTable

constexpr std::uint64_t service_up = 2;
constexpr std::uint64_t service_down = 3;
constexpr unsigned user_agent = 1;  // of SipTCEntityRole

SnmpValue protocol_version(Sources /*sources*/, std::size_t /*place*/) {
  return octets("SIP/2.0");
}

SnmpValue service_status(Sources sources, std::size_t /*place*/) {
  return integer(sources.status.core_is_connected() ? service_up : service_down);
}

SnmpValue organization(Sources /*sources*/, std::size_t /*place*/) {
  return octets("");  // no message has that header field
}

SnmpValue transactions(Sources /*sources*/, std::size_t /*place*/) {
  return gauge32(sip_transactions_per_second);
}

SnmpValue entity_type(Sources /*sources*/, std::size_t /*place*/) {
  return bits({user_agent});
}

constexpr Arc config_entry[] = {149, 1, 1, 1, 1};
constexpr StandardColumn config_columns[] = {
    {1, protocol_version}, {2, service_status}, {3, core_start}, {4, core_change},
    {5, organization},     {6, transactions},   {8, entity_type}};

// ---- sipCommonPortTable: a place for each port that the core names, vacant where the same port
// came before with another transport.

constexpr unsigned other_bit = 0;
constexpr unsigned transport_bits[] = {1, 2, 4};  // udp, tcp, tls

const std::vector<datamodel::ListeningPort>& listening(Sources sources) {
  return sources.status.core().traffic.listening;
}

std::size_t ports(Sources sources) {
  return listening(sources).size();
}

bool has_port(Sources sources, std::size_t place) {
  const auto& all = listening(sources);
  return place + 1 == all.size() || all[place + 1].port != all[place].port;
}

TableIndex port_index(Sources sources, std::size_t place) {
  return TableIndex{}.number(appl_index).number(listening(sources)[place].port);
}

SnmpValue port_transports(Sources sources, std::size_t place) {
  const auto port = listening(sources)[place].port;
  unsigned octet = 0;
  for (const auto& one : listening(sources)) {
    if (one.port != port) continue;
    const bool known = one.transport < std::size(transport_bits);
    octet |= 0x80U >> (known ? transport_bits[one.transport] : other_bit);
  }
  return {Syntax::octets, 0, std::string(1, static_cast<char>(octet))};
}

constexpr Arc port_entry[] = {149, 1, 1, 2, 1};
constexpr StandardColumn port_columns[] = {{2, port_transports}};

// ---- sipCommonOptionTagTable: no extension, as the core's Supported says. Its columns are there,
// without rows.

std::size_t no_places(Sources /*sources*/) {
  return 0;
}

SnmpValue no_tag(Sources /*sources*/, std::size_t /*place*/) {
  return octets("");
}

constexpr Arc option_entry[] = {149, 1, 1, 3, 1};
constexpr StandardColumn option_columns[] = {{2, no_tag}, {3, no_tag}};

// ---- sipCommonMethodSupportedTable

std::size_t methods(Sources /*sources*/) {
  return std::size(datamodel::supported_methods);
}

TableIndex method_index(Sources /*sources*/, std::size_t place) {
  return TableIndex{}.number(appl_index).number(place + 1);
}

SnmpValue method_name(Sources /*sources*/, std::size_t place) {
  return octets(name_of(datamodel::supported_methods[place]));
}

constexpr Arc method_entry[] = {149, 1, 1, 4, 1};
constexpr StandardColumn method_columns[] = {{2, method_name}};

constexpr StandardTable tables[] = {
    {config_entry, config_columns, one_place, every_place, index_of_application},
    {port_entry, port_columns, ports, has_port, port_index},
    {option_entry, option_columns, no_places, every_place, index_of_application},
    {method_entry, method_columns, methods, every_place, method_index}};

}  // namespace

std::span<const StandardTable> sip_config_tables() {
  return tables;
}

}  // namespace lineman::mibs
