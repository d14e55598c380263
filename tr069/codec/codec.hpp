// CWMP messages to XML and back. The only place that knows of XML, behind it gSOAP for the RPCs and
// expat as the gate before it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

inline constexpr std::size_t maximum_envelope = std::size_t{4} * 1024 * 1024;  // octets
inline constexpr unsigned maximum_depth = 32;                                  // of elements

// Why a message could not be read, and what to answer.
struct DecodeError {
  enum class Kind : std::uint8_t {
    not_xml,          // not well formed, a DTD, not UTF-8, too deep, too large
    not_cwmp,         // XML, but no SOAP envelope with one CWMP request, response or fault
    must_understand,  // an unknown header that says so: the SOAP fault MustUnderstand
  };
  Kind kind = Kind::not_xml;
  std::string sentence;             // what is wrong and where (line), for log and status
  std::optional<std::string> id{};  // of the header, where it could still be read
  bool is_request = true;  // false where it is known to be a response or a fault: never answered
};

// Not thread-safe; keeps its contexts between messages, and little memory between sessions.
class Codec {
 public:
  Codec();
  ~Codec();
  Codec(const Codec&) = delete;
  Codec& operator=(const Codec&) = delete;

  tl::expected<Envelope, DecodeError> decode(std::string_view text);

  // Whole envelopes, with the XML declaration, in `cwmp` as the namespace. Control characters that
  // XML forbids are left out of values. `id` goes into the header; a Fault is a SOAP fault with the
  // string "CWMP fault".
  std::string encode(const Inform& inform, std::string_view id, Namespace cwmp);
  std::string encode(const Response& response, const std::optional<std::string>& id,
                     Namespace cwmp);
  // SOAP's own fault (SOAP 1.1, 4.4.1), without a CWMP fault in it.
  std::string encode_must_understand(const std::optional<std::string>& id, Namespace cwmp);

  // Gives memory back after a session.
  void release();

 private:
  class Contexts;
  std::unique_ptr<Contexts> contexts_;
};

}  // namespace lineman::cwmp
