#include "tr069/scheduled_informs.hpp"

#include <algorithm>
#include <optional>

namespace lineman::cwmp {

ScheduledInforms::ScheduledInforms(Clock& clock, StateKeeper& keeper,
                                   std::function<void(const std::string&)> due)
    : clock_{clock}, keeper_{keeper}, due_{std::move(due)} {}

void ScheduledInforms::go_on() {
  const auto wall = clock_.wall();
  auto& informs = keeper_.state().informs;
  for (auto& inform : informs) inform.due.look(wall);
  for (const auto& inform : informs)
    if (inform.due.has_come(wall)) due_(inform.command_key);
  std::erase_if(informs, [&](const PromisedInform& inform) { return inform.due.has_come(wall); });
  keeper_.save();
  timer_.reset();
  const auto next = std::min_element(informs.begin(), informs.end(),
                                     [&](const PromisedInform& one, const PromisedInform& other) {
                                       return one.due.remaining(wall) < other.due.remaining(wall);
                                     });
  if (next == informs.end()) return;
  timer_ = clock_.after(next->due.remaining(wall), [this] { go_on(); });
}

}  // namespace lineman::cwmp
