// "1 server", "2 servers".
#pragma once

#include <string>
#include <string_view>

namespace lineman::ctl::doctor {

inline std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + ' ' + std::string{noun} + (count == 1 ? "" : "s");
}

}  // namespace lineman::ctl::doctor
