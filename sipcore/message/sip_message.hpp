// What was received, checked and in plain words. The parser library is known behind this alone
// (osip_*.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "sipcore/message/challenge.hpp"
#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

// Longer ones are dropped: more than a UDP datagram of a registrar that lists all bindings of a
// busy user.
inline constexpr std::size_t longest_message = 16'384;
inline constexpr std::size_t most_contacts = 64;   // in one response; those beyond are ignored
inline constexpr std::size_t most_challenges = 8;  // in one response; those beyond are ignored
// Of each kind in one message; with more of them it is refused, since a route must be whole.
inline constexpr std::size_t most_routes = 32;

// One binding that a registrar lists (RFC 3261, 10.3).
struct ListedContact {
  std::string user{};
  std::string host{};
  std::uint16_t port = 0;  // 0: none named
  std::string binding{};   // our own URI parameter `binding`, where there is one
  std::optional<std::uint32_t> expires{};
};

struct Body {
  std::string type{};  // "application/sdp", in lower case, without parameters
  std::string text{};
};

// What requests and responses have in common, as far as a dialog needs it (RFC 3261, 12.1).
struct MessageHead {
  std::string branch{};  // of the topmost Via; may be empty (RFC 2543)
  std::string method{};  // of CSeq
  std::uint32_t cseq = 0;
  std::string call_id{};
  std::string from{};  // From and To as they came
  std::string to{};
  std::string from_tag{};
  std::string to_tag{};
  std::string from_uri{};
  std::string to_uri{};
  std::string contact_uri{};                 // of the first Contact; empty: none, or "*"
  std::vector<std::string> record_routes{};  // as they came ("<sip:p;lr>"), topmost first
  std::optional<std::uint32_t> expires{};
  Body body{};  // both empty where there is none
};

struct Response : MessageHead {
  unsigned status = 0;  // 100 to 699
  std::string reason{};
  std::vector<ListedContact> contacts{};
  std::optional<std::uint32_t> min_expires{};
  std::optional<std::uint32_t> retry_after{};  // seconds
  std::vector<Challenge> challenges{};
  // From where the request came, as its receiver says in the topmost Via (RFC 3261, 18.2.1; RFC
  // 3581).
  std::optional<Target> seen_as{};
};

// Subscription-State (RFC 6665, 4.1.3); words in lower case.
struct SubscriptionStateField {
  std::string state{};  // empty: there is none
  std::string reason{};
  std::optional<std::uint32_t> expires{};
  std::optional<std::uint32_t> retry_after{};
};

struct Request : MessageHead {
  std::string uri{};                   // the Request-URI as it came
  std::string scheme{};                // of the Request-URI, in lower case
  std::string user{};                  // of the Request-URI
  std::string vias{};                  // as lines, the topmost first
  std::string via_host{};              // of the topmost Via: sent-by, in lower case
  std::uint16_t via_port = 0;          // 0: none named
  bool has_rport = false;              // the topmost Via asks for it (RFC 3581)
  std::vector<std::string> require{};  // option tags
  std::string event{};                 // event package, in lower case, without parameters
  std::string event_id{};
  SubscriptionStateField subscription{};
};

using Message = std::variant<Response, Request>;

// Or one sentence that says what is wrong with it. Accepts exactly what RFC 3261 lets us act on: a
// status of three digits from 100 to 699, and Via, From, To, Call-ID and CSeq.
tl::expected<Message, std::string> parse_message(std::string_view text);

}  // namespace lineman::sipcore
