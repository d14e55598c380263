// The options of DHCP that lead to an ACS (TR-069, 3.1; RFC 2132, 8.4; RFC 3925, 4), pure: octets
// in, what they say out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "tr069/discovery/found_acs.hpp"

namespace lineman::cwmp {

inline constexpr std::size_t maximum_vendor_option = 1024;  // octets, of an option in several parts
inline constexpr std::size_t maximum_found_url = 256;       // octets
inline constexpr std::size_t maximum_provisioning_code = 64;
inline constexpr std::uint32_t broadband_forum_enterprise = 3561;

// Errors are sentences without a full stop. Texts may end with a NUL, as some servers send them;
// numbers are decimal text. What is none of ours is skipped, whatever it is; what is cut off in the
// middle, said twice, or out of its range is an error, and nothing of the option counts.
using Found = tl::expected<FoundAcs, std::string>;

// Vendor-specific information: 1 the URL, 2 the provisioning code, 3 and 4 the minimum wait and the
// multiplier of retries.
Found read_option_43(std::string_view octets);

// Vendor-identifying information, of it the part of the Broadband Forum's enterprise number: 11 to
// 14 in the place of 1 to 4, which stand for a gateway and its devices there (TR-069, annex F). As
// servers differ, 1 to 4 count where 1 begins as a URL does.
Found read_option_125(std::string_view octets);

// One value as the options have it, judged alike wherever it comes from. `found` gets it.
using Judged = tl::expected<void, std::string>;
Judged set_url(FoundAcs& found, std::string_view text);
Judged set_provisioning_code(FoundAcs& found, std::string_view text);
Judged set_retry_minimum_wait(FoundAcs& found, std::string_view text);
Judged set_retry_multiplier(FoundAcs& found, std::string_view text);

}  // namespace lineman::cwmp
