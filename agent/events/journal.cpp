#include "agent/events/journal.hpp"

#include "agent/events/event_sources.hpp"
#include "daemon/log.hpp"

namespace lineman::agent {

void Journal::publish(const Generation& generation) {
  std::string names;
  for (const auto& name : generation.changed) names.append(names.empty() ? "" : " ").append(name);
  log::info(log::Event::configuration_changed, "configuration changed",
            {{"LINEMAN_GENERATION", std::to_string(generation.number)},
             {"LINEMAN_DOOR", to_string(generation.asker.door)},
             {"LINEMAN_WHO", generation.asker.who},
             {"LINEMAN_CHANGED", names}});
  events_.tell(event_of(generation));
}

void Journal::guard(GuardEvent event, std::uint64_t generation) {
  const auto number = std::to_string(generation);
  switch (event) {
    case GuardEvent::started:
      log::info(log::Event::guard_runs, "a guard runs: the accounts have to register again",
                {{"LINEMAN_GENERATION", number}});
      break;
    case GuardEvent::settled:
      log::info(log::Event::guard_settled, "the guarded change stands",
                {{"LINEMAN_GENERATION", number}});
      break;
    case GuardEvent::expired:
      log::warning(log::Event::guard_expired, "the guarded change was taken back",
                   {{"LINEMAN_GENERATION", number}});
      break;
  }
  events_.tell(event_of(event, generation));
}

}  // namespace lineman::agent
