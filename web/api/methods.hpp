// Which methods of the control protocol a user of the page may call. What is not here is not
// offered.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace lineman::web {

enum class Needs : std::uint8_t { read, write };

struct ControlMethod {
  std::string_view name;
  Needs needs;
};

inline constexpr std::array control_methods = {
    ControlMethod{"Status", Needs::read},    ControlMethod{"Counters", Needs::read},
    ControlMethod{"Get", Needs::read},       ControlMethod{"History", Needs::read},
    ControlMethod{"Diff", Needs::read},      ControlMethod{"Export", Needs::read},
    ControlMethod{"Events", Needs::read},    ControlMethod{"Calls", Needs::read},
    ControlMethod{"Set", Needs::write},      ControlMethod{"Import", Needs::write},
    ControlMethod{"Rollback", Needs::write}, ControlMethod{"ConfirmGuard", Needs::write},
    ControlMethod{"Inform", Needs::write},
};

constexpr const ControlMethod* method_named(std::string_view name) {
  const auto* const found = std::ranges::find(control_methods, name, &ControlMethod::name);
  return found == control_methods.end() ? nullptr : found;
}

}  // namespace lineman::web
