// The file in which a DHCP client's hook says what it was told of the ACS (contrib/dhcp/). Pure.
#pragma once

#include <cstddef>
#include <string_view>

#include "tr069/discovery/vendor_options.hpp"

namespace lineman::cwmp {

inline constexpr std::size_t maximum_dhcp_file = std::size_t{16} * 1024;  // octets

// Lines `name = value`, each at most once: url, provisioning_code, retry_minimum_wait,
// retry_multiplier as text; option_43 and option_125 as hexadecimal octets, in pairs of digits
// ("0113") or with colons between them, then one digit does for an octet ("1:13"). What a line says
// by itself wins over the options, option_125 over option_43; an empty value says nothing. An error
// is a sentence that begins with its line ("line 2: ..."), and nothing of the file counts.
Found read_dhcp_file(std::string_view text);

}  // namespace lineman::cwmp
