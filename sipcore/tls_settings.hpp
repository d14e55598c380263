// The settings of TLS towards registrars.
#pragma once

#include "daemon/settings.hpp"
#include "sipcore/network/tls_files.hpp"

namespace lineman::sipcore {

// A file of authorities alone replaces the folder that counts where nothing is said. That folder
// need not exist: a system without it trusts nobody.
TlsFiles tls_files(const daemon::Settings& settings);

}  // namespace lineman::sipcore
