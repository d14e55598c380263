// The header field Authorization with the credentials of digest (RFC 7616, 3.4). Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lineman::cwmp {

inline constexpr std::size_t maximum_authorization = 4096;            // octets
inline constexpr std::size_t maximum_authorization_parameter = 2048;  // octets of one value

// Values without quotes and escapes. `algorithm` and `qop` are nothing where they were not said;
// another one that was not said is empty.
struct Authorization {
  std::string username{};
  std::string realm{};
  std::string nonce{};
  std::string uri{};
  std::string response{};
  std::string cnonce{};
  std::string nonce_count{};
  std::optional<std::string> algorithm{};
  std::optional<std::string> qop{};
};

// Nothing for another scheme, for what does not follow the grammar, for a parameter that stands
// twice, and above the limits. Parameters that we do not know are ignored; each value may be quoted
// or not.
std::optional<Authorization> parse_authorization(std::string_view field);

}  // namespace lineman::cwmp
