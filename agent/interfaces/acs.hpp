// How the phone gets on with its ACS, for the status.
#pragma once

#include <cstdint>
#include <string>

namespace lineman {

struct AcsState {
  std::string url;                // empty: none is configured, or the door is off
  std::int64_t last_session = 0;  // when the last one ended, seconds since the epoch; 0: never
  std::string result{};           // "ok", or why it failed; empty before the first one
};

}  // namespace lineman
