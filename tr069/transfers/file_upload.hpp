// Uploads (TR-069, A.4.1.5): the phone's configuration as a `.cfg`, or its log, by HTTP PUT.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "tr069/transfers/move.hpp"

namespace lineman::cwmp {

// The text, or the sentence why there is none. Answered from the loop, not from within.
using ReadLog =
    std::function<void(std::function<void(const tl::expected<std::string, std::string>&)>)>;

// Secrets are comments in it, unless the settings let them go and the place is https.
std::shared_ptr<Move> upload_configuration(const MoveSurroundings& at, FileRequest request);

std::shared_ptr<Move> upload_log(const MoveSurroundings& at, const ReadLog& read,
                                 FileRequest request);

}  // namespace lineman::cwmp
