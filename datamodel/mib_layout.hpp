// Where the objects of LINEMAN-SIP-MIB stand: the arcs of its groups, and what their rows are.
// Below a group come the parameters of parameters.hpp and the live values of live_values.hpp, each
// with the arc of its row.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "datamodel/live_values.hpp"
#include "datamodel/parameter.hpp"
#include "datamodel/tr069_object.hpp"

namespace lineman::datamodel {

// enterprises.ENTERPRISE.arc
inline constexpr std::uint32_t products_arc = 1;
inline constexpr std::uint32_t modules_arc = 2;
// enterprises.ENTERPRISE.modules.arc
inline constexpr std::uint32_t sip_module_arc = 1;
inline constexpr std::uint32_t compliance_module_arc = 2;
// enterprises.ENTERPRISE.modules.sip_module.arc
inline constexpr std::uint32_t notifications_arc = 0;
inline constexpr std::uint32_t objects_arc = 1;
inline constexpr std::uint32_t conformance_arc = 2;
// Below its groups; the other groups have the arcs of their objects.
inline constexpr std::uint32_t notification_group_arc = 100;

// What a group has: one instance of each of its objects, or one for each account, each server of an
// account, and so on.
enum class Rows : std::uint8_t {
  scalar,
  account,
  server,
  target,
  method,
  outbound_proxy,
  event,
  receiver,
};

enum class GroupId : std::uint8_t {
  configuration,
  phone,
  account,
  server,
  account_status,
  server_status,
  target,
  method,
  core,
  dns,
  snmp_agent,
  outbound_proxy,
  guard,
  event_log,
  receiver,
  notification,
  acs,
};

// One group of scalars, or one table. `name` makes the table's descriptors ("accountStatusTable"),
// `prefix` goes before the name of a live value. Either `table` says whose parameters stand in it,
// or `values` what is live in it.
struct MibGroup {
  GroupId id;
  std::uint32_t arc;
  Rows rows;
  std::string_view name;
  std::string_view prefix;
  std::optional<Table> table;
  std::span<const LiveValue> values;
  Object tr069;  // where live values stand in the TR-069 model; none: they do not
  std::string_view help;
};

inline constexpr MibGroup mib_groups[] = {
    {GroupId::configuration,
     1,
     Rows::scalar,
     "config",
     "config",
     {},
     live::configuration,
     Object::none,
     "The stored configuration"},
    {GroupId::phone,
     2,
     Rows::scalar,
     "phone",
     "",
     Table::phone,
     {},
     Object::none,
     "Parameters of the phone"},
    {GroupId::account,
     3,
     Rows::account,
     "account",
     "",
     Table::account,
     {},
     Object::none,
     "Parameters of the accounts"},
    {GroupId::server,
     4,
     Rows::server,
     "sipServer",
     "",
     Table::sip_server,
     {},
     Object::none,
     "Parameters of the accounts' servers: 1 is the working server, 2 the fallback server"},
    {GroupId::account_status,
     5,
     Rows::account,
     "accountStatus",
     "account",
     {},
     live::account,
     Object::client_stats,
     "States and counters of the accounts"},
    {GroupId::server_status,
     6,
     Rows::server,
     "sipServerStatus",
     "sipServer",
     {},
     live::server,
     Object::failover,
     "States and counters of the accounts' servers"},
    {GroupId::target,
     7,
     Rows::target,
     "sipTarget",
     "sipTarget",
     {},
     live::target,
     Object::none,
     "The targets that a server's address stands for, in the order in which they are tried"},
    {GroupId::method,
     8,
     Rows::method,
     "sipMethod",
     "sipMethod",
     {},
     live::method,
     Object::none,
     "Counters of the requests to and from a server, by method"},
    {GroupId::core,
     9,
     Rows::scalar,
     "core",
     "core",
     {},
     live::core,
     Object::none,
     "The SIP core as a whole"},
    {GroupId::dns,
     10,
     Rows::scalar,
     "dns",
     "dns",
     {},
     live::dns,
     Object::none,
     "Look-ups of names by the SIP core"},
    {GroupId::snmp_agent,
     11,
     Rows::scalar,
     "snmpAgent",
     "snmpAgent",
     {},
     live::snmp_door,
     Object::none,
     "The SNMP agent itself"},
    {GroupId::outbound_proxy,
     12,
     Rows::outbound_proxy,
     "outboundProxy",
     "",
     Table::outbound_proxy,
     {},
     Object::none,
     "Parameters of the accounts' outbound proxies: 1 stands in the place of server 1, 2 in that "
     "of "
     "server 2"},
    {GroupId::guard,
     13,
     Rows::scalar,
     "guard",
     "guard",
     {},
     live::guard,
     Object::guard,
     "The guard that takes back a change after which accounts do not register again"},
    {GroupId::event_log,
     14,
     Rows::event,
     "eventLog",
     "eventLog",
     {},
     live::event_log,
     Object::none,
     "The last events that are worth a notification, oldest first"},
    {GroupId::receiver,
     15,
     Rows::receiver,
     "receiver",
     "receiver",
     {},
     live::receiver,
     Object::none,
     "The receivers of notifications, in the order of the settings"},
    {GroupId::notification,
     16,
     Rows::scalar,
     "notification",
     "notification",
     {},
     live::notification,
     Object::none,
     "Notifications as a whole"},
    {GroupId::acs,
     17,
     Rows::scalar,
     "acs",
     "acs",
     {},
     live::acs,
     Object::acs_stats,
     "How the phone gets on with its ACS (TR-069), and what its ACS door counts"},
};

constexpr const MibGroup& group_of(GroupId id) {
  return mib_groups[static_cast<std::size_t>(id)];
}

// The advisory lock of the configuration: a TestAndIncr among the scalars of
// GroupId::configuration.
inline constexpr MibObject config_serial{5, "configSerialNo"};

// Column 1 of the first table that has such rows; others index by it.
inline constexpr std::string_view account_index = "accountIndex";
inline constexpr std::string_view server_index = "sipServerIndex";
inline constexpr std::string_view outbound_proxy_index = "outboundProxyIndex";
inline constexpr std::string_view target_index = "sipTargetIndex";
inline constexpr std::string_view method_index = "sipMethodIndex";
inline constexpr std::string_view event_index = "eventLogIndex";
inline constexpr std::string_view receiver_index = "receiverIndex";

// Events that the log keeps.
inline constexpr unsigned maximum_events = 64;

// Receivers of notifications.
inline constexpr unsigned maximum_receivers = 32;

// Targets of one server beyond this number are not shown.
inline constexpr unsigned maximum_targets = 64;

// "registeredSince" of the accounts' status: "accountRegisteredSince".
std::string object_name_of(const MibGroup& group, const LiveValue& value);

// The last part of its TR-069 path: "RegisteredSince".
std::string leaf_name_of(const LiveValue& value);

}  // namespace lineman::datamodel
