// A certificate of ours and its private key, as files: why they cannot be used.
#pragma once

#include <string>

namespace lineman::daemon {

// What is wrong with the files, as a sentence's rest that names the file: "/etc/lineman/client.key
// is protected by a pass phrase, which nobody is asked for". `key` empty: it stands beside the
// certificate. Empty: nothing is.
std::string problem_with_key_pair(const std::string& certificate, const std::string& key);

}  // namespace lineman::daemon
