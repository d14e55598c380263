#include "tr069/acs_parameters.hpp"

#include "datamodel/date_time.hpp"
#include "datamodel/kind.hpp"
#include "tr069/transport/acs_url.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::ParameterRef;

ParameterRef named(std::string_view name) {
  return *datamodel::find_by_name(name, datamodel::maximum_accounts);
}

ParameterRef at_path(std::string_view path) {
  return *datamodel::find_by_path(path, datamodel::maximum_accounts);
}

// Looked up once.
struct Refs {
  ParameterRef enable = named("static.managementserver.enable");
  ParameterRef url = named("static.managementserver.url");
  ParameterRef username = named("static.managementserver.username");
  ParameterRef password = named("static.managementserver.password");
  ParameterRef periodic_enable = named("static.managementserver.periodic_inform_enable");
  ParameterRef periodic_interval = named("static.managementserver.periodic_inform_interval");
  ParameterRef request_username = named("static.managementserver.connection_request_username");
  ParameterRef request_password = named("static.managementserver.connection_request_password");
  ParameterRef periodic_time = at_path("Device.ManagementServer.PeriodicInformTime");
  ParameterRef compression = at_path("Device.ManagementServer.HTTPCompression");
  ParameterRef heartbeat_enable = at_path("Device.ManagementServer.HeartbeatPolicy.Enable");
  ParameterRef heartbeat_interval =
      at_path("Device.ManagementServer.HeartbeatPolicy.ReportingInterval");
  ParameterRef heartbeat_time = at_path("Device.ManagementServer.HeartbeatPolicy.InitiationTime");
  ParameterRef throttle = at_path("Device.ManagementServer.DefaultActiveNotificationThrottle");
  ParameterRef provisioning_code = at_path("Device.DeviceInfo.ProvisioningCode");
  ParameterRef retry_wait = at_path("Device.ManagementServer.CWMPRetryMinimumWaitInterval");
  ParameterRef retry_multiplier = at_path("Device.ManagementServer.CWMPRetryIntervalMultiplier");
};

const Refs& refs() {
  static const Refs all;
  return all;
}

std::string text(const Configuration& configuration, ParameterRef ref) {
  return std::string{configuration.values().get(ref)};
}

std::int64_t number(const Configuration& configuration, ParameterRef ref) {
  return datamodel::to_integer(configuration.values().get(ref)).value_or(0);
}

bool flag(const Configuration& configuration, ParameterRef ref) {
  return configuration.values().get(ref) == "1";
}

// PeriodicInformTime as a time; nothing for the Unknown Time.
std::optional<std::chrono::sys_seconds> phase_of(std::string_view date_time) {
  if (date_time == datamodel::unknown_time) return std::nullopt;
  const auto seconds = datamodel::epoch_of(date_time);
  if (!seconds) return std::nullopt;
  return std::chrono::sys_seconds{std::chrono::seconds{*seconds}};
}

}  // namespace

std::string problem_with_acs(const Configuration& configuration, const FoundAcs& found) {
  if (!flag(configuration, refs().enable)) return "static.managementserver.enable is 0";
  if (uses_found_url(configuration, found)) return {};
  const auto url = configuration.values().get(refs().url);
  if (url.empty()) return "static.managementserver.url is empty";
  if (const auto origin = origin_of(url); !origin) {
    return "static.managementserver.url " + origin.error();
  }
  return {};
}

bool uses_found_url(const Configuration& configuration, const FoundAcs& found) {
  return !found.url.empty() && configuration.values().get(refs().url).empty();
}

AcsAddress acs_address(const Configuration& configuration, const FoundAcs& found) {
  const bool by_dhcp = uses_found_url(configuration, found);
  return {.url = by_dhcp ? found.url : text(configuration, refs().url),
          .username = text(configuration, refs().username),
          .password = text(configuration, refs().password),
          .compress = flag(configuration, refs().compression)};
}

bool names_the_acs(ParameterRef parameter) {
  return parameter == refs().url;
}

ParameterRef provisioning_code() {
  return refs().provisioning_code;
}

bool uses_found_provisioning_code(const Configuration& configuration) {
  return configuration.values().get(refs().provisioning_code).empty();
}

RequestCredentials request_credentials(const Configuration& configuration) {
  return {.username = text(configuration, refs().request_username),
          .password = text(configuration, refs().request_password)};
}

PeriodicSettings periodic_settings(const Configuration& configuration, bool possible) {
  return {.enabled = possible && flag(configuration, refs().periodic_enable),
          .interval = std::chrono::seconds{number(configuration, refs().periodic_interval)},
          .phase = phase_of(configuration.values().get(refs().periodic_time))};
}

RetryPolicy retry_policy(const Configuration& configuration, const FoundAcs& found) {
  const bool by_dhcp = uses_found_url(configuration, found);
  const auto value = [&](ParameterRef ref, std::optional<unsigned> of_dhcp) {
    const bool initial = configuration.values().get(ref) == ref.parameter().initial;
    if (by_dhcp && initial && of_dhcp) return *of_dhcp;
    return static_cast<unsigned>(number(configuration, ref));
  };
  return {.minimum_wait = value(refs().retry_wait, found.retry_minimum_wait),
          .multiplier = value(refs().retry_multiplier, found.retry_multiplier)};
}

PeriodicSettings heartbeat_settings(const Configuration& configuration, bool possible,
                                    double random) {
  const std::chrono::seconds interval{number(configuration, refs().heartbeat_interval)};
  const auto random_phase = std::chrono::duration_cast<std::chrono::seconds>(interval * random);
  return {.enabled = possible && flag(configuration, refs().heartbeat_enable),
          .interval = interval,
          .phase = phase_of(configuration.values().get(refs().heartbeat_time))
                       .value_or(std::chrono::sys_seconds{random_phase})};
}

std::chrono::seconds notification_throttle(const Configuration& configuration) {
  return std::chrono::seconds{number(configuration, refs().throttle)};
}

std::string name_of_acs(std::string_view url) {
  const auto origin = origin_of(url);
  return origin ? origin->scheme + "://" + origin->host + ':' + origin->port : std::string{};
}

}  // namespace lineman::cwmp
