// What static.managementserver.* and its kin say, as the ACS door needs it; and in the place of
// what they leave open, what was found by DHCP (TR-069, 3.1).
#pragma once

#include <string>

#include "agent/interfaces/configuration.hpp"
#include "tr069/connection_request/authenticator.hpp"
#include "tr069/discovery/found_acs.hpp"
#include "tr069/session/periodic.hpp"
#include "tr069/session/retry_ladder.hpp"
#include "tr069/transport/http_client.hpp"

namespace lineman::cwmp {

// Why there is no ACS to talk to; empty where there is one.
std::string problem_with_acs(const Configuration& configuration, const FoundAcs& found);

// The URL that was found counts while static.managementserver.url is empty.
AcsAddress acs_address(const Configuration& configuration, const FoundAcs& found);
bool uses_found_url(const Configuration& configuration, const FoundAcs& found);

// Whether a change of this parameter is a change of the ACS.
bool names_the_acs(datamodel::ParameterRef parameter);

// Whether what was found stands in the place of a ProvisioningCode, and its parameter.
bool uses_found_provisioning_code(const Configuration& configuration);
datamodel::ParameterRef provisioning_code();

RequestCredentials request_credentials(const Configuration& configuration);

// Nothing is periodic where there is no ACS.
PeriodicSettings periodic_settings(const Configuration& configuration, bool possible);

// HeartbeatPolicy. `random` in [0, 1) stands for the phase that the ACS leaves to the phone.
PeriodicSettings heartbeat_settings(const Configuration& configuration, bool possible,
                                    double random);

// DefaultActiveNotificationThrottle.
std::chrono::seconds notification_throttle(const Configuration& configuration);

// What was found counts with the URL that was found, where the parameter has its initial value.
RetryPolicy retry_policy(const Configuration& configuration, const FoundAcs& found);

// "https://acs.example:7547": of a URL what may stand in logs and histories.
std::string name_of_acs(std::string_view url);

}  // namespace lineman::cwmp
