// What the transport hands to a session.
#pragma once

#include <chrono>
#include <string>

namespace lineman::cwmp {

// A reply over HTTP. Redirects and authentication are the transport's business and do not get here.
struct HttpReply {
  unsigned status = 0;
  std::string body{};
  std::chrono::seconds closed_for{0};  // of a 503 with Retry-After
};

}  // namespace lineman::cwmp
