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
inline constexpr std::size_t maximum_items = 16384;                            // of one list

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
  // False where it is known to be none, and is then never answered: a response, a fault, an empty
  // Body, another document than an envelope.
  bool is_request = true;
};

class GsoapContext;

// Not thread-safe. Keeps its context (about 164 kB) from one message to the next, until release().
class Codec {
 public:
  Codec();
  ~Codec();
  Codec(const Codec&) = delete;
  Codec& operator=(const Codec&) = delete;

  tl::expected<Envelope, DecodeError> decode(std::string_view text);

  // Whole envelopes, with the XML declaration, in `cwmp` as the namespace: cwmp_1_3 and cwmp_1_4
  // are written as 1-2, and with cwmp_1_4 an Inform announces SupportedCWMPVersions in its header.
  // Control characters (U+0000 to 001F, 007F) are left out, and octets that are no UTF-8 become
  // U+FFFD, except in `id`: it is echoed as it came. A Fault is a SOAP fault with the string
  // "CWMP fault".
  std::string encode(const Inform& inform, std::string_view id, Namespace cwmp);
  std::string encode(const OwnRequest& request, std::string_view id, Namespace cwmp);
  std::string encode(const Response& response, const std::optional<std::string>& id,
                     Namespace cwmp);
  // SOAP's own fault (SOAP 1.1, 4.4.1), without a CWMP fault in it.
  std::string encode_must_understand(const std::optional<std::string>& id, Namespace cwmp);

  // Gives the context's memory back after a session; the next message makes a new one.
  void release();

 private:
  template <typename Body>
  std::string envelope(const std::optional<std::string>& id, Namespace cwmp, bool announces,
                       const Body& body);
  std::unique_ptr<GsoapContext> context_;
};

}  // namespace lineman::cwmp
