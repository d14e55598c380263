// What DHCP says of the ACS (TR-069, 3.1).
#pragma once

#include <optional>
#include <string>

namespace lineman::cwmp {

// Empty, or nothing, where DHCP says nothing of it. Each is what its parameter may be: see
// vendor_options.hpp.
struct FoundAcs {
  std::string url{};
  std::string provisioning_code{};
  std::optional<unsigned> retry_minimum_wait{};  // seconds
  std::optional<unsigned> retry_multiplier{};    // thousandths

  bool operator==(const FoundAcs&) const = default;
};

}  // namespace lineman::cwmp
