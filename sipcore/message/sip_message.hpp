// What was received, checked and in plain words. The only place that knows the parser library.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "sipcore/message/challenge.hpp"

namespace lineman::sipcore {

// Longer ones are dropped: more than a UDP datagram of a registrar that lists all bindings of a
// busy user.
inline constexpr std::size_t longest_message = 16'384;
inline constexpr std::size_t most_contacts = 64;   // in one response; those beyond are ignored
inline constexpr std::size_t most_challenges = 8;  // in one response; those beyond are ignored

// One binding that a registrar lists (RFC 3261, 10.3).
struct ListedContact {
  std::string user{};
  std::string host{};
  std::uint16_t port = 0;  // 0: none named
  std::string binding{};   // our own URI parameter `binding`, where there is one
  std::optional<std::uint32_t> expires{};
};

struct Response {
  unsigned status = 0;  // 100 to 699
  std::string reason{};
  std::string branch{};  // of the topmost Via
  std::string method{};  // of CSeq
  std::uint32_t cseq = 0;
  std::string call_id{};
  std::string from_tag{};
  std::vector<ListedContact> contacts{};
  std::optional<std::uint32_t> expires{};
  std::optional<std::uint32_t> min_expires{};
  std::optional<std::uint32_t> retry_after{};  // seconds
  std::vector<Challenge> challenges{};
};

struct Request {
  std::string method{};
  std::string user{};    // of the Request-URI
  std::string branch{};  // of the topmost Via; may be empty (RFC 2543)
  std::uint32_t cseq = 0;
  std::string call_id{};
  // The header fields that an answer repeats, as lines, To as it came.
  std::string vias{};
  std::string from{};
  std::string to{};
  bool to_has_tag = false;
};

using Message = std::variant<Response, Request>;

// Or one sentence that says what is wrong with it. Accepts exactly what RFC 3261 lets us act on: a
// status of three digits from 100 to 699, and Via, From, To, Call-ID and CSeq.
tl::expected<Message, std::string> parse_message(std::string_view text);

}  // namespace lineman::sipcore
