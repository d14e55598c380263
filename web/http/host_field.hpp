// The Host of a request (RFC 9110, 7.2; RFC 3986, 3.2).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lineman::web {

inline constexpr std::size_t longest_host = 255 + 6;  // octets: a name, and a port behind a colon

// In lower case, as it came: "phone.example", "192.0.2.1:8443", "[2001:db8::1]:8443". Nothing where
// it is none that a browser would send: empty, with a user, with letters that no host has, or with
// a port that is none.
std::optional<std::string> read_host(std::string_view field);

}  // namespace lineman::web
