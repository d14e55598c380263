// Options of DHCP as a server writes them.
#pragma once

#include <cstdint>
#include <string>

namespace lineman::cwmp::test {

inline std::string encapsulated(int code, const std::string& value) {
  return std::string{static_cast<char>(code), static_cast<char>(value.size())} + value;
}

inline std::string enterprise(std::uint32_t number, const std::string& options) {
  std::string octets;
  for (int shift = 24; shift >= 0; shift -= 8) octets += static_cast<char>(number >> shift);
  return octets + static_cast<char>(options.size()) + options;
}

}  // namespace lineman::cwmp::test
