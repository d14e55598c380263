// The text of requests and responses: the one place that writes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sipcore/message/sip_message.hpp"
#include "sipcore/message/target.hpp"

namespace lineman::sipcore {

// What we answer to and take; in each OPTIONS answer and each offer.
inline constexpr std::string_view allow_line =
    "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY\r\n";
inline constexpr std::string_view accept_line = "Accept: application/sdp\r\n";
inline constexpr std::string_view supported_line = "Supported:\r\n";  // no extension

struct RequestForm {
  std::string method{};
  std::string uri{};  // Request-URI
  Target local{};     // for Via
  std::string branch{};
  std::string from{};  // the field without its tag
  std::string from_tag{};
  std::string to{};  // the whole field
  std::string call_id{};
  std::uint32_t cseq = 1;
  std::vector<std::string> routes{};  // "<sip:192.0.2.1;lr>", in order
  std::string headers{};              // whole lines
  std::string authorization{};        // whole lines
  Body body{};
};

std::string request_text(const RequestForm& form);

// "z9hG4bK" and what nobody else has (RFC 3261, 8.1.1.7).
std::string new_branch();

// "Contact: <sip:1001@192.0.2.5:5060;transport=tcp>\r\n"; the user as it is written in a URI.
std::string contact_line(std::string_view user, const Target& local);

struct AnswerForm {
  unsigned status = 200;
  std::string to_tag{};   // used where To has none
  std::string headers{};  // whole lines
  Body body{};
};

// An answer to a request from outside, with the usual reason phrase. The topmost Via says where the
// request came from (RFC 3261, 18.2.1; RFC 3581).
std::string answer_text(const Request& request, const Target& from, const AnswerForm& form);

// Where an answer to it goes (RFC 3261, 18.2.2; RFC 3581): the address that it came from, and over
// UDP the port of its Via unless that has rport.
Target answer_target(const Request& request, const Target& from);

// "Busy Here" (RFC 3261, 21).
std::string_view reason_phrase(unsigned status);

}  // namespace lineman::sipcore
