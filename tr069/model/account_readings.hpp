// What the SIP core says of an account, in the words of TR-104.
#pragma once

#include <string>

#include "agent/interfaces/status.hpp"
#include "datamodel/standard_parameters.hpp"

namespace lineman::cwmp {

// One that knows nothing where the core has not said anything of it yet.
const datamodel::AccountStatus& account_of(const Status& status, unsigned account);

datamodel::ClientStatus client_status(const datamodel::AccountStatus& is);
datamodel::NetworkStatus network_status(const datamodel::AccountStatus& is);

// Seconds since the epoch; 0: not registered with this server, which is 1 or 2.
std::uint64_t expire_time(const datamodel::AccountStatus& is, unsigned server);

// Of the target where the account is registered: IPv6 without brackets; empty and 0: nowhere.
std::string chosen_address(const datamodel::AccountStatus& is);
unsigned chosen_port(const datamodel::AccountStatus& is);

// REGISTER requests that no server answered in time.
std::uint64_t unanswered_registrations(const datamodel::AccountStatus& is);

}  // namespace lineman::cwmp
