// The page's own files, as answers.
#pragma once

#include "web/http/message.hpp"
#include "web/pages/assets.hpp"

namespace lineman::web {

// 304 where the browser has it already; compressed where it takes that (RFC 9110, 8.4, 13.1.2).
Response answer_with(const Asset& asset, const Request& request);

}  // namespace lineman::web
