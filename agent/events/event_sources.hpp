// What the parts of the agent have to say, as events for whoever watches.
#pragma once

#include "agent/events/event_feed.hpp"
#include "agent/interfaces/acs.hpp"
#include "agent/store/generation.hpp"
#include "agent/transaction/guard_event.hpp"
#include "sipcore/protocol/messages.hpp"

namespace lineman::agent {

// configurationChanged: who changed what, by name.
Event event_of(const Generation& generation);

// The SIP core's own word.
Event event_of(const sipcore::Event& event);

// coreConnected: which generation it runs.
Event event_of(const sipcore::Welcome& welcome);

Event core_disconnected_event();

// guardStarted, guardPassed, guardReverted.
Event event_of(GuardEvent event, std::uint64_t generation);

// acsSession: how the last session ended.
Event event_of(const AcsState& acs);

}  // namespace lineman::agent
