// What static.managementserver.* and its kin say, as the ACS door needs it.
#pragma once

#include <string>

#include "agent/interfaces/configuration.hpp"
#include "tr069/connection_request/authenticator.hpp"
#include "tr069/session/periodic.hpp"
#include "tr069/session/retry_ladder.hpp"
#include "tr069/transport/http_client.hpp"

namespace lineman::cwmp {

// Why there is no ACS to talk to; empty where there is one.
std::string problem_with_acs(const Configuration& configuration);

AcsAddress acs_address(const Configuration& configuration);

// Whether a change of this parameter is a change of the ACS.
bool names_the_acs(datamodel::ParameterRef parameter);

RequestCredentials request_credentials(const Configuration& configuration);

// Nothing is periodic where there is no ACS.
PeriodicSettings periodic_settings(const Configuration& configuration, bool possible);

// HeartbeatPolicy. `random` in [0, 1) stands for the phase that the ACS leaves to the phone.
PeriodicSettings heartbeat_settings(const Configuration& configuration, bool possible,
                                    double random);

// DefaultActiveNotificationThrottle.
std::chrono::seconds notification_throttle(const Configuration& configuration);

RetryPolicy retry_policy(const Configuration& configuration);

// "https://acs.example:7547": of a URL what may stand in logs and histories.
std::string name_of_acs(std::string_view url);

}  // namespace lineman::cwmp
