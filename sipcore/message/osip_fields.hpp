// The parser library in plain words, for those that read messages; nothing else includes this.
#pragma once

#include <osipparser2/osip_parser.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lineman::sipcore::osip {

struct FreeMessage {
  void operator()(osip_message_t* message) const { osip_message_free(message); }
};
using Parsed = std::unique_ptr<osip_message_t, FreeMessage>;

// The whole text, or nothing where it cannot be parsed.
Parsed parse(const std::string& text);

template <typename Element>
Element* element(const osip_list_t& list, int position) {
  return static_cast<Element*>(osip_list_get(&list, position));
}

// Empty for a null pointer.
std::string text_of(const char* text);
// The same without the quotes around it.
std::string unquoted(const char* text);

// Decimal digits and nothing else, up to 2^32-1; what is larger acts as that (RFC 3261, 20.19).
std::optional<std::uint32_t> number_of(std::string_view text);
// Retry-After may go on with a comment or parameters (RFC 3261, 20.33).
std::optional<std::uint32_t> leading_number(std::string_view text);

// The first header field of a name that the library has no type for, in lower case.
std::string header(const osip_message_t& message, const char* name);

// Nothing where there is none of that name; an empty value where it has none ("rport").
std::optional<std::string> find_parameter(const osip_list_t& list, std::string_view name);
std::string parameter(const osip_list_t& list, std::string_view name);

// As header fields are written.
std::string text_of(const osip_from_t& field);
std::string text_of(const osip_via_t& field);
std::string text_of(const osip_uri_t& uri);

}  // namespace lineman::sipcore::osip
