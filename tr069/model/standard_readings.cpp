#include "tr069/model/standard_readings.hpp"

#include <sys/sysinfo.h>

#include <array>
#include <filesystem>

#include "datamodel/parameters.hpp"
#include "datamodel/standard_parameters.hpp"
#include "tr069/model/account_readings.hpp"
#include "tr069/model/inform_parameters.hpp"
#include "tr069/model/local_time.hpp"
#include "tr069/model/register_uri.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::AccountCounter;
using datamodel::Instance;
using datamodel::Object;
using datamodel::standard_parameters;

using Read = Reading (*)(const ModelSources&, Instance);

struct Binding {
  Object object;
  std::string_view name;
  Read read;
};

Reading number(std::uint64_t value) {
  return value;
}

// A kernel that does not say has no memory to tell of.
struct sysinfo memory() {
  struct sysinfo info {};
  if (::sysinfo(&info) != 0) info = {};
  return info;
}

Reading kibibytes(unsigned long units, unsigned unit) {
  return number(std::uint64_t{units} * unit / 1024);
}

std::string stored(const ModelSources& all, std::uint16_t row, Instance instance) {
  return std::string{all.configuration.values().get({instance, row})};
}

std::string address_of(const ModelSources& all, Instance of) {
  return stored(all, datamodel::row_named("account.X.sip_server.Y.address"), of);
}

const datamodel::AccountStatus& account(const ModelSources& all, Instance of) {
  return account_of(all.status, of.account);
}

Reading register_uri(const ModelSources& all, Instance of) {
  const auto user = stored(all, datamodel::row_named("account.X.user_name"), {of.account, 0});
  return register_uri_of(user, address_of(all, {of.account, 1}));
}

Reading chosen_domain(const ModelSources& all, Instance of) {
  const auto server = static_cast<std::uint16_t>(account(all, of).server);
  if (server == 0) return std::string{};
  auto address = address_of(all, {of.account, server});
  return datamodel::is_domain_name(address) ? Reading{std::move(address)} : Reading{std::string{}};
}

Reading current_server(const ModelSources& all, Instance of) {
  const auto server = static_cast<std::uint16_t>(account(all, of).server);
  return server == 0 ? std::string{} : path_value(Object::fqdn_server, {of.account, server});
}

Reading connection_request_url(const ModelSources& all, Instance /*of*/) {
  const auto& url = all.facts.connection_request_url;
  return url ? url() : std::string{};
}

Reading up_time(const ModelSources& all, Instance /*of*/) {
  return number(static_cast<std::uint64_t>(all.facts.up_time ? all.facts.up_time() : 0));
}

template <AccountCounter counter>
Reading counted(const ModelSources& all, Instance of) {
  return number(account(all, of).counters[counter]);
}

Reading accounts(const ModelSources& all, Instance /*of*/) {
  return number(all.configuration.accounts());
}

Reading servers(const ModelSources& /*all*/, Instance /*of*/) {
  return number(datamodel::servers_per_account);
}

constexpr char connection_request_methods[] = "HTTP";
constexpr char compressions[] = "GZIP";
constexpr char kind_of_device[] = "SIP desk phone";
constexpr char configuration_file[] = "lineman.cfg";
constexpr char configuration_file_is[] = "The configuration of the phone";
constexpr char log_file[] = "lineman.log";

WallTime now(const ModelSources& all) {
  return all.facts.now ? all.facts.now() : WallTime{};
}

Reading time_status(const ModelSources& all, Instance /*of*/) {
  using datamodel::TimeStatus;
  const auto is = is_clock_set(now(all)) ? TimeStatus::synchronized : TimeStatus::unsynchronized;
  return number(static_cast<std::uint64_t>(is));
}

// The log is the journal's; where it has no folder it lives in memory.
Reading log_is_persistent(const ModelSources& /*all*/, Instance /*of*/) {
  std::error_code ignored;
  return number(std::filesystem::exists("/var/log/journal", ignored) ? 1 : 0);
}

Reading speaks_ipv6(const ModelSources& /*all*/, Instance /*of*/) {
  return number(host_speaks_ipv6() ? 1 : 0);
}

Reading interface_is_enabled(const ModelSources& all, Instance of) {
  return number(all.interfaces.interface(of).enabled ? 1 : 0);
}

Reading interface_status(const ModelSources& all, Instance of) {
  using datamodel::InterfaceStatus;
  const bool up = all.interfaces.interface(of).up;
  return number(static_cast<std::uint64_t>(up ? InterfaceStatus::up : InterfaceStatus::down));
}

Reading interface_type(const ModelSources& all, Instance of) {
  using datamodel::InterfaceType;
  const bool loops = all.interfaces.interface(of).loopback;
  return number(
      static_cast<std::uint64_t>(loops ? InterfaceType::loopback : InterfaceType::normal));
}

Reading address_status(const ModelSources& all, Instance of) {
  using datamodel::AddressStatus;
  const bool up = all.interfaces.interface(of).up;
  return number(static_cast<std::uint64_t>(up ? AddressStatus::enabled : AddressStatus::disabled));
}

template <const char* words>
Reading text(const ModelSources& /*all*/, Instance /*of*/) {
  return std::string{words};
}

Reading zero(const ModelSources& /*all*/, Instance /*of*/) {
  return number(0);  // or the first label, or false
}

Reading one(const ModelSources& /*all*/, Instance /*of*/) {
  return number(1);
}

Reading nothing(const ModelSources& /*all*/, Instance /*of*/) {
  return std::string{};
}

// clang-format off: one reading a line
constexpr Binding bindings[] = {
    {Object::device, "RootDataModelVersion",
     [](const ModelSources&, Instance) {
       return Reading{std::string{datamodel::root_data_model_version}};
     }},
    {Object::device_info, "Manufacturer",
     [](const ModelSources& all, Instance) { return Reading{all.facts.id.manufacturer}; }},
    {Object::device_info, "ManufacturerOUI",
     [](const ModelSources& all, Instance) { return Reading{all.facts.id.oui}; }},
    {Object::device_info, "ModelName",
     [](const ModelSources& all, Instance) { return Reading{all.facts.model_name}; }},
    {Object::device_info, "Description", text<kind_of_device>},
    {Object::device_info, "ProductClass",
     [](const ModelSources& all, Instance) { return Reading{all.facts.id.product_class}; }},
    {Object::device_info, "SerialNumber",
     [](const ModelSources& all, Instance) { return Reading{all.facts.id.serial_number}; }},
    {Object::device_info, "HardwareVersion",
     [](const ModelSources& all, Instance) { return Reading{all.facts.hardware_version}; }},
    {Object::device_info, "SoftwareVersion",
     [](const ModelSources& all, Instance) { return Reading{all.facts.software_version}; }},
    {Object::device_info, "UpTime", up_time},
    {Object::device_info, "VendorConfigFileNumberOfEntries", one},
    {Object::device_info, "VendorLogFileNumberOfEntries", one},
    {Object::vendor_config_file, "Name", text<configuration_file>},
    {Object::vendor_config_file, "Version",
     [](const ModelSources& all, Instance) {
       return Reading{std::to_string(all.configuration.generation())};
     }},
    {Object::vendor_config_file, "Date",
     [](const ModelSources& all, Instance) {
       return number(static_cast<std::uint64_t>(all.configuration.last_change().time));
     }},
    {Object::vendor_config_file, "Description", text<configuration_file_is>},
    {Object::vendor_config_file, "UseForBackupRestore", one},
    {Object::vendor_log_file, "Name", text<log_file>},
    {Object::vendor_log_file, "MaximumSize", zero},
    {Object::vendor_log_file, "Persistent", log_is_persistent},
    {Object::memory_status, "Total",
     [](const ModelSources&, Instance) {
       const auto is = memory();
       return kibibytes(is.totalram, is.mem_unit);
     }},
    {Object::memory_status, "Free",
     [](const ModelSources&, Instance) {
       const auto is = memory();
       return kibibytes(is.freeram, is.mem_unit);
     }},
    {Object::management_server, "ParameterKey",
     [](const ModelSources& all, Instance) { return Reading{all.configuration.parameter_key()}; }},
    {Object::management_server, "ConnectionRequestURL", connection_request_url},
    {Object::management_server, "AliasBasedAddressing", zero},
    {Object::management_server, "SupportedConnReqMethods", text<connection_request_methods>},
    {Object::management_server, "HTTPCompressionSupported", text<compressions>},
    {Object::management_server, "InstanceWildcardsSupported", zero},
    {Object::management_server, "InformParameterNumberOfEntries",
     [](const ModelSources& all, Instance) {
       return number(inform_parameters(all.configuration.values()).size());
     }},
    {Object::time, "Status", time_status},
    {Object::time, "CurrentLocalTime",
     [](const ModelSources& all, Instance) { return Reading{local_time_text(now(all))}; }},
    {Object::ip, "IPv4Capable", one},
    {Object::ip, "IPv6Capable", speaks_ipv6},
    {Object::ip, "InterfaceNumberOfEntries",
     [](const ModelSources& all, Instance) { return number(all.interfaces.interfaces().size()); }},
    {Object::ip_interface, "Enable", interface_is_enabled},
    {Object::ip_interface, "Status", interface_status},
    {Object::ip_interface, "Name",
     [](const ModelSources& all, Instance of) {
       return Reading{all.interfaces.interface(of).name};
     }},
    {Object::ip_interface, "Type", interface_type},
    {Object::ip_interface, "IPv4AddressNumberOfEntries",
     [](const ModelSources& all, Instance of) {
       return number(all.interfaces.four_of(of.account).size());
     }},
    {Object::ip_interface, "IPv6AddressNumberOfEntries",
     [](const ModelSources& all, Instance of) {
       return number(all.interfaces.six_of(of.account).size());
     }},
    {Object::ipv4_address, "Enable", interface_is_enabled},
    {Object::ipv4_address, "Status", address_status},
    {Object::ipv4_address, "IPAddress",
     [](const ModelSources& all, Instance of) { return Reading{all.interfaces.four(of).address}; }},
    {Object::ipv4_address, "SubnetMask",
     [](const ModelSources& all, Instance of) { return Reading{all.interfaces.four(of).mask}; }},
    {Object::ipv6_address, "Enable", interface_is_enabled},
    {Object::ipv6_address, "Status", address_status},
    {Object::ipv6_address, "IPAddress",
     [](const ModelSources& all, Instance of) { return Reading{all.interfaces.six(of)}; }},
    {Object::services, "VoiceServiceNumberOfEntries", one},
    {Object::sip, "ClientNumberOfEntries", accounts},
    {Object::sip, "NetworkNumberOfEntries", accounts},
    {Object::client, "Status",
     [](const ModelSources& all, Instance of) {
       return number(static_cast<std::uint64_t>(client_status(account(all, of))));
     }},
    {Object::client, "Origin", zero},
    {Object::client, "Network",
     [](const ModelSources&, Instance of) { return Reading{path_value(Object::network, of)}; }},
    {Object::client, "RegisterURI", register_uri},
    {Object::client, "ContactNumberOfEntries", servers},
    {Object::contact, "ExpireTime",
     [](const ModelSources& all, Instance of) {
       return number(expire_time(account(all, of), of.server));
     }},
    {Object::client_stats, "CurrentServer", current_server},
    {Object::network, "Status",
     [](const ModelSources& all, Instance of) {
       return number(static_cast<std::uint64_t>(network_status(account(all, of))));
     }},
    {Object::network, "RegistrarServer", nothing},
    {Object::network, "ChosenDomain", chosen_domain},
    {Object::network, "ChosenIPAddress",
     [](const ModelSources& all, Instance of) {
       return Reading{chosen_address(account(all, of))};
     }},
    {Object::network, "ChosenPort",
     [](const ModelSources& all, Instance of) { return number(chosen_port(account(all, of))); }},
    {Object::network, "UnansweredRegistrationAttempts",
     [](const ModelSources& all, Instance of) {
       return number(unanswered_registrations(account(all, of)));
     }},
    {Object::network, "FQDNServerNumberOfEntries", servers},
    {Object::network, "OutboundProxyNumberOfEntries", servers},
    {Object::fqdn_server, "Enable",
     [](const ModelSources& all, Instance of) {
       return number(address_of(all, of).empty() ? 0 : 1);
     }},
    {Object::fqdn_server, "Origin", zero},
    {Object::fqdn_server, "Weight", zero},
    {Object::fqdn_server, "Priority",
     [](const ModelSources&, Instance of) { return number(of.server); }},
    {Object::call_control, "LineNumberOfEntries", accounts},
    {Object::line, "Origin", zero},
    {Object::line, "Provider",
     [](const ModelSources&, Instance of) { return Reading{path_value(Object::client, of)}; }},
    {Object::incoming_calls, "CallsReceived", counted<AccountCounter::incoming_calls_received>},
    {Object::incoming_calls, "CallsConnected", counted<AccountCounter::incoming_calls_connected>},
    {Object::incoming_calls, "CallsFailed", counted<AccountCounter::incoming_calls_failed>},
    {Object::outgoing_calls, "CallsAttempted", counted<AccountCounter::outgoing_calls_attempted>},
    {Object::outgoing_calls, "CallsConnected", counted<AccountCounter::outgoing_calls_connected>},
    {Object::outgoing_calls, "CallsFailed", counted<AccountCounter::outgoing_calls_failed>},
};
// clang-format on

constexpr bool bind_all() {
  if (std::size(bindings) != datamodel::standard_parameter_count) return false;
  for (std::size_t i = 0; i < std::size(bindings); ++i) {
    const auto& leaf = standard_parameters[i].tr069;
    if (bindings[i].object != leaf.object || bindings[i].name != leaf.name) return false;
  }
  return true;
}
static_assert(bind_all(), "each standard parameter has one reading, in the order of the rows");

}  // namespace

Reading read_standard(std::size_t row, Instance instance, const ModelSources& sources) {
  return bindings[row].read(sources, instance);
}

std::string path_value(Object object, Instance instance) {
  auto path = datamodel::path_of(object, instance);
  path.pop_back();
  return path;
}

}  // namespace lineman::cwmp
