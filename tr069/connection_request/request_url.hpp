// Where the ACS is told to ask for a session.
#pragma once

#include <string>
#include <vector>

#include "daemon/listening/host_address.hpp"

namespace lineman::cwmp {

using daemon::HostAddress;
using daemon::OpenAddress;

// "http://ADDRESS:PORT/PATH". Of the first open address that is `own` or stands for it (any address
// of the same family); else of the first open one, with the first of `hosts` of its family where it
// is the any address. Empty where there is none.
std::string request_url(const std::vector<OpenAddress>& open, const HostAddress& own,
                        const std::vector<HostAddress>& hosts, const std::string& path);

}  // namespace lineman::cwmp
