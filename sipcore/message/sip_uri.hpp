// SIP URIs (RFC 3261, 19.1), as far as a phone has to understand them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

inline constexpr std::size_t longest_uri = 512;  // longer ones are refused

struct SipUri {
  bool secure = false;      // "sips:"
  std::string user{};       // as written, with its %HH; empty: none
  std::string host{};       // as written, IPv6 in brackets
  std::uint16_t port = 0;   // 0: none named
  std::string transport{};  // in lower case; empty: none named
  bool loose = false;       // has `lr`
};

// Or one sentence that says what is wrong. What it accepts can stand in a request as it is:
// printable ASCII without spaces, quotes and angle brackets.
tl::expected<SipUri, std::string> parse_sip_uri(std::string_view text);

// The URI within "Name <uri>;parameter", or the text itself up to its parameters.
std::string_view uri_within(std::string_view name_addr);

// Where a request to this URI goes if its host is an IP address (RFC 3263, 4.1); nothing for names
// and for transports that are not spoken.
std::optional<Target> literal_target(const SipUri& uri);

// Makes a URI of what a person dials: "sip:..." as it is, or a user of `domain`. Or one sentence
// that says what is wrong. "sips:" is refused: nobody here can promise TLS all the way.
tl::expected<std::string, std::string> dialled_uri(std::string_view dialled,
                                                   std::string_view domain);

}  // namespace lineman::sipcore
