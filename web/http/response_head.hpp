// The head of an answer (RFC 9112, 4), with what every answer carries.
#pragma once

#include <optional>
#include <string>

#include "daemon/clock.hpp"
#include "web/http/message.hpp"

namespace lineman::web {

struct Framing {
  bool persistent = true;               // another request may follow
  bool encrypted = false;               // by TLS
  bool chunked = false;                 // a body without an end in HTTP/1.1
  std::optional<std::size_t> length{};  // of a body that has one
  WallTime date{};
};

// To the empty line, and that too. What the response says of caching stands in place of the door's
// `no-store`; its other headers stand beside the door's. A header with a name or a value that would
// end it early is left out.
std::string print_head(const Response& response, const Framing& framing);

// "404 Not Found" as a sentence of the status line has it: the words alone.
std::string reason_of(unsigned status);

// No answer with this status has a body (RFC 9110, 6.4.1).
bool is_without_body(unsigned status);

}  // namespace lineman::web
