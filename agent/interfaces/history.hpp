// What is kept of past configurations.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agent/interfaces/configuration.hpp"

namespace lineman {

// One kept generation. `changed` are names as datamodel::name_of writes them; a name that this
// version does not know stands as it was stored.
struct GenerationSummary {
  std::uint64_t generation = 0;
  std::int64_t time = 0;  // seconds since the epoch
  Asker asker{};
  std::vector<std::string> changed{};
};

}  // namespace lineman
