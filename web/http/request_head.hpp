// The head of a request: its line and headers (RFC 9112, 3 and 5).
#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "web/http/message.hpp"
#include "web/http/refusal.hpp"

namespace lineman::web {

struct RequestHead {
  Request request{};     // without its body, and without what the connection knows
  std::size_t body = 0;  // octets that follow
  bool persistent = true;
  bool expects_continue = false;
};

// `octets`: to the empty line, and that too. Refuses whatever could be read in two ways (two
// lengths, two hosts, a length beside a coding: RFC 9112, 11.2), what is above the limits, and what
// this server does not do.
tl::expected<RequestHead, Refusal> read_request_head(std::string_view octets);

}  // namespace lineman::web
