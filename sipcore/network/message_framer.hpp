// Cuts what comes over a stream into messages (RFC 3261, 18.3).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace lineman::sipcore {

// Pure. Holds at most one message of longest_message (sip_message.hpp) and what was added last.
class MessageFramer {
 public:
  void add(std::string_view octets);

  // The next whole message, or one line end of a keepalive (RFC 5626, 3.5.1); nothing where more
  // has to come. The view is good until the next call. An error says what is wrong: no
  // Content-Length or one that makes no sense, or more than longest_message. Where the next message
  // begins is unknown from then on, and the stream of no use.
  tl::expected<std::optional<std::string_view>, std::string> next();

 private:
  std::string buffer_{};
  std::size_t begin_ = 0;                 // of what was not given away yet
  std::size_t searched_ = 0;              // octets after `begin_` without the end of a head
  std::optional<std::size_t> awaited_{};  // the whole length of the message under way
};

// The value of Content-Length of a header section, from its start line to the empty line. Two that
// differ are an error, as is none.
tl::expected<std::size_t, std::string> content_length(std::string_view head);

}  // namespace lineman::sipcore
