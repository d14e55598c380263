// Our own certificate towards the ACS (TR-069, 3.3): why it cannot be used.
#pragma once

#include <string>

namespace lineman::cwmp {

// What is wrong with the files, as a sentence's rest that names the file: "/etc/lineman/client.key
// is protected by a pass phrase, which nobody is asked for". `key` empty: it stands beside the
// certificate. Empty: nothing is.
std::string problem_with_client_files(const std::string& certificate, const std::string& key);

}  // namespace lineman::cwmp
