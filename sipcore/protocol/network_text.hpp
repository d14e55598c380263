// Text that came over the network, fit for a message of the protocol: whoever it is at the far end
// may send any octets, and JSON is UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace lineman::sipcore {

// Octets of Event::detail.
inline constexpr std::size_t maximum_detail = 1024;

// Octets of a failure's reason.
inline constexpr std::size_t maximum_reason = 256;

// At most `longest` octets of `text`, no character in halves; each octet that belongs to no
// character of UTF-8 becomes '?'.
std::string network_text(std::string_view text, std::size_t longest);

}  // namespace lineman::sipcore
