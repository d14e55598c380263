// The parameters of the TR-069 model that are neither stored nor live values of the SIP core: what
// the phone is, links between objects, and the standard's own words for what other parameters say.
// The device-type document and the ACS door's model are made from these rows too. How each is read
// is not said here; tr069/model/standard_readings.cpp does, and does not compile where a row has no
// reading. Names and access: TR-181 Device:2.17, TR-104 VoiceService:2.0.
#pragma once

#include "datamodel/date_time.hpp"
#include "datamodel/labels.hpp"
#include "datamodel/parameter.hpp"

namespace lineman::datamodel {

// One row for each. Where it is read_write, only RegisterURI can be given another value; the others
// take what they show.
struct StandardParameter {
  Leaf tr069{};
  Kind kind{};
  Access access = Access::read_only;
  Notify notify = Notify::permitted;
  bool forced_inform = false;               // every Inform carries it (TR-181, forcedInform)
  std::array<std::string_view, 2> shows{};  // names of stored parameters that it is made of
  std::string_view help{};
};

// The TR-069 model that we show.
inline constexpr std::string_view root_data_model_version = "2.17";

// Of SIP.Client.{i}.Status and SIP.Network.{i}.Status, as far as the phone can be there.
enum class ClientStatus : std::uint8_t {
  up,
  initializing,
  registering,
  deregistering,
  error_misconfigured,
  error_network,
  error_registration,
  disabled,
};
inline constexpr Label client_status_labels[] = {
    {0, "", "Up"},
    {1, "", "Initializing"},
    {2, "", "Registering"},
    {3, "", "Deregistering"},
    {4, "", "Error_Misconfigured"},
    {5, "", "Error_Network"},
    {6, "", "Error_Registration"},
    {7, "", "Disabled"},
};

enum class NetworkStatus : std::uint8_t { up, resolving, error_dns, error_other, disabled };
inline constexpr Label network_status_labels[] = {
    {0, "", "Up"},          {1, "", "Resolving"}, {2, "", "Error_DNS"},
    {3, "", "Error_Other"}, {4, "", "Disabled"},
};

inline constexpr Label origin_labels[] = {{0, "", "Static"}};

inline constexpr Kind entries = unsigned_integer(0, 4'294'967'295);
inline constexpr Kind path_reference = text(0, 256);

// clang-format off: one fact a line reads better than what fits a line
inline constexpr StandardParameter standard_parameters[] = {
    {.tr069 = {Object::device, "RootDataModelVersion"},
     .kind = text(0, 32),
     .forced_inform = true,
     .help = "Version of the data model"},

    {.tr069 = {Object::device_info, "Manufacturer"},
     .kind = text(0, 64),
     .help = "Who makes the phone"},
    {.tr069 = {Object::device_info, "ManufacturerOUI"},
     .kind = text(6, 6),
     .help = "Organizationally unique identifier of the manufacturer"},
    {.tr069 = {Object::device_info, "ModelName"},
     .kind = text(0, 64),
     .help = "Model of the phone"},
    {.tr069 = {Object::device_info, "ProductClass"},
     .kind = text(0, 64),
     .help = "Class of products within which the serial number is unique"},
    {.tr069 = {Object::device_info, "SerialNumber"},
     .kind = text(0, 64),
     .help = "Serial number of the phone"},
    {.tr069 = {Object::device_info, "HardwareVersion"},
     .kind = text(0, 64),
     .forced_inform = true,
     .help = "Version of the hardware"},
    {.tr069 = {Object::device_info, "SoftwareVersion"},
     .kind = text(0, 64),
     .notify = Notify::forced,
     .forced_inform = true,
     .help = "Version of the software"},
    {.tr069 = {Object::device_info, "UpTime"},
     .kind = unsigned_integer(0, 4'294'967'295, "seconds"),
     .notify = Notify::no_active,
     .help = "Time since the phone started"},
    {.tr069 = {Object::memory_status, "Total"},
     .kind = unsigned_integer(0, 4'294'967'295, "kibibytes"),
     .help = "Volatile memory in all"},
    {.tr069 = {Object::memory_status, "Free"},
     .kind = unsigned_integer(0, 4'294'967'295, "kibibytes"),
     .notify = Notify::no_active,
     .help = "Volatile memory that is free"},

    {.tr069 = {Object::management_server, "ParameterKey"},
     .kind = text(0, 32),
     .notify = Notify::no_active,
     .forced_inform = true,
     .help = "What the ACS called its last change of the configuration"},
    {.tr069 = {Object::management_server, "ConnectionRequestURL"},
     .kind = text(0, 2048),
     .notify = Notify::active_at_first,
     .forced_inform = true,
     .help = "Where the phone takes connection requests; empty: nowhere"},
    {.tr069 = {Object::management_server, "AliasBasedAddressing"},
     .kind = boolean(),
     .forced_inform = true,
     .help = "Whether instances may be named by aliases"},
    {.tr069 = {Object::management_server, "SupportedConnReqMethods"},
     .kind = text(0, 32),
     .help = "How a connection request may be made"},
    {.tr069 = {Object::management_server, "HTTPCompressionSupported"},
     .kind = text(0, 32),
     .help = "How what the phone sends to the ACS may be compressed"},
    {.tr069 = {Object::management_server, "InstanceWildcardsSupported"},
     .kind = boolean(),
     .help = "Whether the ACS may ask with a wildcard in place of the number of a row"},

    {.tr069 = {Object::services, "VoiceServiceNumberOfEntries"},
     .kind = entries,
     .help = "Number of voice services"},
    {.tr069 = {Object::sip, "ClientNumberOfEntries"},
     .kind = entries,
     .help = "Number of SIP clients: one for each account"},
    {.tr069 = {Object::sip, "NetworkNumberOfEntries"},
     .kind = entries,
     .help = "Number of SIP networks: one for each account"},

    {.tr069 = {Object::client, "Status"},
     .kind = enumeration(client_status_labels),
     .help = "Status of the account's registration"},
    {.tr069 = {Object::client, "Origin"},
     .kind = enumeration(origin_labels),
     .help = "How the row came to be"},
    {.tr069 = {Object::client, "Network"},
     .kind = path_reference,
     .help = "The SIP network of the account"},
    {.tr069 = {Object::client, "RegisterURI"},
     .kind = text(0, 389),
     .access = Access::read_write,
     .shows = {"account.X.user_name", "account.X.sip_server.Y.address"},
     .help = "Address of record of the account, as sip:user@domain"},
    {.tr069 = {Object::client, "ContactNumberOfEntries"},
     .kind = entries,
     .help = "Number of contacts: one for each server"},
    {.tr069 = {Object::contact, "ExpireTime"},
     .kind = timestamp(),
     .help = "When the registration with this server ends unless it is renewed"},
    {.tr069 = {Object::client_stats, "CurrentServer"},
     .kind = path_reference,
     .help = "The server that has control; empty: none"},

    {.tr069 = {Object::network, "Status"},
     .kind = enumeration(network_status_labels),
     .help = "Status of the account's SIP network"},
    {.tr069 = {Object::network, "RegistrarServer"},
     .kind = text(0, 0),
     .access = Access::read_write,
     .help = "Always empty: the registrar is the proxy server"},
    {.tr069 = {Object::network, "ChosenDomain"},
     .kind = text(0, 256),
     .help = "Domain name of the server that has control; empty: none, or an IP address"},
    {.tr069 = {Object::network, "ChosenIPAddress"},
     .kind = text(0, 45),
     .help = "IP address of the target where the account is registered; empty: nowhere"},
    {.tr069 = {Object::network, "ChosenPort"},
     .kind = unsigned_integer(0, 65'535),
     .help = "Port of the target where the account is registered; 0: nowhere"},
    {.tr069 = {Object::network, "UnansweredRegistrationAttempts"},
     .kind = gauge(),
     .notify = Notify::no_active,
     .help = "REGISTER requests without a final response in time"},
    {.tr069 = {Object::network, "FQDNServerNumberOfEntries"},
     .kind = entries,
     .help = "Number of servers of the account"},
    {.tr069 = {Object::network, "OutboundProxyNumberOfEntries", true},
     .kind = entries,
     .help = "Number of outbound proxies of the account"},

    {.tr069 = {Object::fqdn_server, "Enable"},
     .kind = boolean(),
     .shows = {"account.X.sip_server.Y.address"},
     .help = "Whether the server has an address"},
    {.tr069 = {Object::fqdn_server, "Origin"},
     .kind = enumeration(origin_labels),
     .help = "How the row came to be"},
    {.tr069 = {Object::fqdn_server, "Weight"},
     .kind = unsigned_integer(0, 0),
     .access = Access::read_write,
     .help = "Always 0: servers are told apart by their priority"},
    {.tr069 = {Object::fqdn_server, "Priority"},
     .kind = unsigned_integer(1, servers_per_account),
     .access = Access::read_write,
     .help = "Always the number of the server"},

    {.tr069 = {Object::call_control, "LineNumberOfEntries"},
     .kind = entries,
     .help = "Number of lines: one for each account"},
    {.tr069 = {Object::line, "Origin"},
     .kind = enumeration(origin_labels),
     .help = "How the row came to be"},
    {.tr069 = {Object::line, "Provider"},
     .kind = path_reference,
     .help = "The SIP client of the line"},

    // What the core does not tell apart by direction, or does not count, is left out.
    {.tr069 = {Object::incoming_calls, "CallsReceived"},
     .kind = gauge(),
     .help = "Calls that reached the phone"},
    {.tr069 = {Object::incoming_calls, "CallsConnected"},
     .kind = gauge(),
     .help = "Of these, calls that were answered"},
    {.tr069 = {Object::incoming_calls, "CallsFailed"},
     .kind = gauge(),
     .help = "Of these, calls that ended without an answer"},
    {.tr069 = {Object::outgoing_calls, "CallsAttempted"},
     .kind = gauge(),
     .help = "Calls that the phone began"},
    {.tr069 = {Object::outgoing_calls, "CallsConnected"},
     .kind = gauge(),
     .help = "Of these, calls that were answered"},
    {.tr069 = {Object::outgoing_calls, "CallsFailed"},
     .kind = gauge(),
     .help = "Of these, calls that ended without an answer"},
};
// clang-format on

inline constexpr std::size_t standard_parameter_count = std::size(standard_parameters);

}  // namespace lineman::datamodel
