// Where a file may be fetched from or brought to (TR-069, A.3.2.8 and A.4.1.5).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

// Why we would not go there: a scheme that is neither http nor https (9013); no URL, or one with
// user name or password, which have arguments of their own (9003). The sentence does not repeat the
// URL.
std::optional<Fault> problem_with_transfer_url(std::string_view url);

// The last part of its path, printable and without what asks; for people. "file" where it has none.
std::string file_name_of_url(std::string_view url);

}  // namespace lineman::cwmp
