// What keeps secrets out of a bundle, beside those who mask their own.
#pragma once

#include <string>
#include <string_view>

#include "daemon/settings.hpp"

namespace lineman::ctl::bundle {

// Pure. The text with "********" for what stands before the '@' of a URL, and for the password of a
// SIP URI: people put passwords there.
std::string without_url_passwords(std::string_view text);

// Pure. What the settings say, a line each; secrets are masked, and so are the arguments of
// commands. Comments of the files are not among it: anything may stand there.
std::string settings_text(const daemon::Settings& settings);

}  // namespace lineman::ctl::bundle
