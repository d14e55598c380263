// What a request asks for (RFC 9112, 3.2).
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "web/http/refusal.hpp"

namespace lineman::web {

struct RequestTarget {
  std::string path{};   // decoded once; begins with '/'
  std::string query{};  // as it came, without the '?'
  bool operator==(const RequestTarget&) const = default;
};

// `host`: in lower case; a target that names another one is refused. So are paths that two readers
// could take for two things: with ".", ".." or empty segments, backslashes, control characters, or
// a '%' before anything but two hexadecimal digits.
tl::expected<RequestTarget, Refusal> read_target(std::string_view target, std::string_view host);

}  // namespace lineman::web
