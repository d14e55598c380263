#include "agent/events/event_sources.hpp"

#include <algorithm>

namespace lineman::agent {
namespace {

constexpr std::size_t most_names = 16;

// "account.1.label, sip.timer_t1 and 3 more"
std::string names_of(const std::vector<std::string>& changed) {
  std::string text;
  const auto shown = std::min(changed.size(), most_names);
  for (std::size_t i = 0; i < shown; ++i) (text += i == 0 ? "" : ", ") += changed[i];
  if (changed.size() > shown) text += " and " + std::to_string(changed.size() - shown) + " more";
  return text;
}

}  // namespace

Event event_of(const Generation& generation) {
  const auto names = names_of(generation.changed);
  return {.kind = "configurationChanged",
          .generation = generation.number,
          .detail = std::string{to_string(generation.asker.door)} + ' ' + generation.asker.who +
                    (names.empty() ? "" : ": " + names),
          .time = generation.time};
}

Event event_of(const sipcore::Event& event) {
  return {.kind = event.kind,
          .account = event.account,
          .server = event.server,
          .detail = event.detail,
          .time = event.time,
          .place = event.place,
          .target = event.target,
          .before = event.before,
          .lasted = event.lasted};
}

Event event_of(const sipcore::Welcome& welcome) {
  return {.kind = "coreConnected", .generation = welcome.generation};
}

Event core_disconnected_event() {
  return {.kind = "coreDisconnected"};
}

Event event_of(GuardEvent event, std::uint64_t generation) {
  switch (event) {
    case GuardEvent::started:
      return {.kind = "guardStarted",
              .generation = generation,
              .detail = "the accounts have to register again, or the change is taken back"};
    case GuardEvent::settled:
      return {.kind = "guardPassed", .generation = generation, .detail = "the change stands"};
    case GuardEvent::expired:
      break;
  }
  return {.kind = "guardReverted", .generation = generation, .detail = "the change was taken back"};
}

Event event_of(const AcsState& acs) {
  return {.kind = "acsSession", .detail = acs.result, .time = acs.last_session};
}

}  // namespace lineman::agent
