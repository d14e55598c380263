// The objects of the TR-069 model that our parameters stand in (TR-181 Device:2, TR-104
// VoiceService:2.0).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "datamodel/instance.hpp"

namespace lineman::datamodel {

enum class Object : std::uint8_t {
  device,
  device_info,
  memory_status,
  management_server,
  heartbeat_policy,
  snmp,
  dns,
  guard,
  services,
  voice_service,
  sip,
  client,
  contact,
  registration,
  client_stats,
  network,
  fqdn_server,
  failover,
  register_requests,
  invite_requests,
  subscribe_requests,
  options_requests,
  other_requests,
  outbound_proxy,
  call_control,
  line,
  line_stats,
  incoming_calls,
  outgoing_calls,
  none,  // the parent of device, and of what has no path
};

enum class Index : std::uint8_t { none, one, account, server };

// One object: its name below its parent, whether it is ours (then the vendor's prefix goes before
// the name), and what indexes it. `one` is a table that has exactly one row.
struct ObjectRow {
  Object object;
  Object parent;
  std::string_view name;
  bool vendor;
  Index index;
  std::string_view help;
};

inline constexpr std::array objects = {
    ObjectRow{Object::device, Object::none, "Device", false, Index::none, "The phone"},
    ObjectRow{Object::device_info, Object::device, "DeviceInfo", false, Index::none,
              "What the phone is"},
    ObjectRow{Object::memory_status, Object::device_info, "MemoryStatus", false, Index::none,
              "The phone's volatile memory"},
    ObjectRow{Object::management_server, Object::device, "ManagementServer", false, Index::none,
              "The association with the ACS"},
    ObjectRow{Object::heartbeat_policy, Object::management_server, "HeartbeatPolicy", false,
              Index::none, "Sessions at an interval that say nothing but that the phone lives"},
    ObjectRow{Object::snmp, Object::device, "SNMP", true, Index::none, "The SNMP agent"},
    ObjectRow{Object::dns, Object::device, "DNS", true, Index::none,
              "How the phone asks its DNS servers"},
    ObjectRow{Object::guard, Object::device, "Guard", true, Index::none,
              "The guard that takes back a change after which accounts do not register again"},
    ObjectRow{Object::services, Object::device, "Services", false, Index::none, "Services"},
    ObjectRow{Object::voice_service, Object::services, "VoiceService", false, Index::one,
              "The phone's voice service"},
    ObjectRow{Object::sip, Object::voice_service, "SIP", false, Index::none, "SIP"},
    ObjectRow{Object::client, Object::sip, "Client", false, Index::account,
              "The SIP client of an account"},
    ObjectRow{Object::contact, Object::client, "Contact", false, Index::server,
              "The account's registration with one of its servers"},
    ObjectRow{Object::registration, Object::client, "Registration", true, Index::none,
              "How the account registers with its two servers"},
    ObjectRow{Object::client_stats, Object::client, "Stats", true, Index::none,
              "Registration state and counters of the account"},
    ObjectRow{Object::network, Object::sip, "Network", false, Index::account,
              "The SIP network of an account"},
    ObjectRow{Object::fqdn_server, Object::network, "FQDNServer", false, Index::server,
              "A server of the account: 1 is the working server, 2 the fallback server"},
    ObjectRow{Object::failover, Object::fqdn_server, "Failover", true, Index::none,
              "How the phone registers with this server, leaves it and comes back"},
    ObjectRow{Object::register_requests, Object::failover, "RegisterRequests", false, Index::none,
              "REGISTER requests to and from this server"},
    ObjectRow{Object::invite_requests, Object::failover, "InviteRequests", false, Index::none,
              "INVITE requests to and from this server"},
    ObjectRow{Object::subscribe_requests, Object::failover, "SubscribeRequests", false, Index::none,
              "SUBSCRIBE requests to and from this server"},
    ObjectRow{Object::options_requests, Object::failover, "OptionsRequests", false, Index::none,
              "OPTIONS requests to and from this server"},
    ObjectRow{Object::other_requests, Object::failover, "OtherRequests", false, Index::none,
              "Other requests to and from this server"},
    ObjectRow{Object::outbound_proxy, Object::network, "OutboundProxy", true, Index::server,
              "An outbound proxy of the account, in the place of the server with its number"},
    ObjectRow{Object::call_control, Object::voice_service, "CallControl", false, Index::none,
              "Call control"},
    ObjectRow{Object::line, Object::call_control, "Line", false, Index::account,
              "The line of an account"},
    ObjectRow{Object::line_stats, Object::line, "Stats", false, Index::none,
              "What the line counted"},
    ObjectRow{Object::incoming_calls, Object::line_stats, "IncomingCalls", false, Index::none,
              "Calls to the line"},
    ObjectRow{Object::outgoing_calls, Object::line_stats, "OutgoingCalls", false, Index::none,
              "Calls from the line"},
};

// Where the counters of each method stand, in the order of datamodel::Method.
inline constexpr std::array method_objects = {Object::register_requests, Object::invite_requests,
                                              Object::subscribe_requests, Object::options_requests,
                                              Object::other_requests};

constexpr const ObjectRow& row_of(Object object) {
  return objects[static_cast<std::size_t>(object)];
}

// A parameter's place in the model.
struct Leaf {
  Object object = Object::none;
  std::string_view name{};
  bool vendor = false;
};

// "Device.Services.VoiceService.1.SIP.Client.3." for an instance, with '{i}' for each index where
// it is all zeros, as the device-type document writes it.
std::string path_of(Object object, Instance instance);

std::string path_of(const Leaf& leaf, Instance instance);

}  // namespace lineman::datamodel
