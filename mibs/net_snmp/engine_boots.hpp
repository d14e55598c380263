// engineBoots from one start to the next (RFC 3414, 2.2.2 and 2.2.3).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/clock.hpp"

namespace lineman::mibs {

// Where it stays: an engine that has come this far is out of every time window, until it has
// another engine ID.
inline constexpr unsigned long maximum_engine_boots = 2'147'483'647;

// What the file of the last start says.
struct LastStart {
  unsigned long boots = 0;
  std::string engine_id{};
};

// Nothing: the text is not one that store_engine_boots() writes.
std::optional<LastStart> last_start(std::string_view text);

// So that the library, which reads the file and adds one, comes to the right number. A file that is
// damaged is named in the log and set aside; engineBoots then goes on with the minutes since 1970,
// which no count of starts reaches, so that it does not repeat. Before the library's start.
void prepare_engine_boots(const std::filesystem::path& folder, const std::string& engine_id,
                          WallTime now);

}  // namespace lineman::mibs
