// Which account, and which server of it.
#pragma once

#include <compare>
#include <cstdint>

namespace lineman::datamodel {

#ifndef LINEMAN_MAX_ACCOUNTS
#error "LINEMAN_MAX_ACCOUNTS is set by the build (cmake/Options.cmake)"
#endif

// Accounts that this build can serve; `device.accounts` says how many a model has.
inline constexpr unsigned maximum_accounts = LINEMAN_MAX_ACCOUNTS;
static_assert(maximum_accounts >= 1 && maximum_accounts <= 512, "accounts are 1 to 512");

// Server 1 is the working server, server 2 the fallback server. An account has as many outbound
// proxies, and each inherits from the server with its number.
inline constexpr unsigned servers_per_account = 2;

// Rows of Device.ManagementServer.InformParameter at most: places that are there or empty.
inline constexpr unsigned maximum_inform_parameters = 16;

// Both count from 1; 0 where the table has no such index. `server` is the number of an outbound
// proxy, or of an InformParameter, where the table is theirs; in the TR-069 model `account` is the
// number of an interface of the host and `server` that of its address, below Device.IP.
struct Instance {
  std::uint16_t account = 0;
  std::uint16_t server = 0;

  auto operator<=>(const Instance&) const = default;
};

}  // namespace lineman::datamodel
