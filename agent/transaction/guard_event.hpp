// What becomes of a guarded change.
#pragma once

#include <cstdint>

namespace lineman::agent {

enum class GuardEvent : std::uint8_t {
  started,
  settled,  // it stands for good
  expired,  // it was taken back
};

}  // namespace lineman::agent
