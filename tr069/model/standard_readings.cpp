#include "tr069/model/standard_readings.hpp"

#include <sys/sysinfo.h>

#include <array>

#include "datamodel/parameters.hpp"
#include "datamodel/standard_parameters.hpp"
#include "tr069/model/account_readings.hpp"
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
    {Object::device_info, "ProductClass",
     [](const ModelSources& all, Instance) { return Reading{all.facts.id.product_class}; }},
    {Object::device_info, "SerialNumber",
     [](const ModelSources& all, Instance) { return Reading{all.facts.id.serial_number}; }},
    {Object::device_info, "HardwareVersion",
     [](const ModelSources& all, Instance) { return Reading{all.facts.hardware_version}; }},
    {Object::device_info, "SoftwareVersion",
     [](const ModelSources& all, Instance) { return Reading{all.facts.software_version}; }},
    {Object::device_info, "UpTime", up_time},
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
