// What is kept of past configurations.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <tl/expected.hpp>
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

// One thread: the agent's loop. Callbacks come from the loop, never from within the call that they
// answer.
class History {
 public:
  virtual ~History() = default;

  // Newest first; the current generation is the first one.
  virtual std::vector<GenerationSummary> generations() const = 0;

  // The values of a kept generation, secrets included: nothing for a door to show as they are. The
  // error is a sentence without a full stop.
  using OnValues = std::function<void(const tl::expected<datamodel::Values, std::string>&)>;
  virtual void read(std::uint64_t generation, OnValues answer) = 0;
};

}  // namespace lineman
