// The limits of the AgentX subagent.
#pragma once

#include <chrono>
#include <cstddef>

namespace lineman::mibs::agentx {

// What follows a header that the master agent sends; more ends the session.
inline constexpr std::size_t maximum_payload = std::size_t{256} * 1024;

// Answers that the master agent does not take; more ends the session.
inline constexpr std::size_t maximum_unsent = std::size_t{1024} * 1024;

// Repetitions of a GetBulk end when the answer has so many octets: more than fit a message of SNMP.
inline constexpr std::size_t maximum_bulk_answer = std::size_t{64} * 1024;

// An answer that would have more octets is tooBig instead. Names take more room than in a message
// of SNMP, so it would not fit one by far.
inline constexpr std::size_t maximum_answer = std::size_t{256} * 1024;

// SETs between their TestSet and their CleanupSet; the oldest one is given up for a new one.
inline constexpr std::size_t maximum_open_sets = 8;

// A SET of which the master agent says nothing more is forgotten after this time: what is committed
// stands, and the door may close.
inline constexpr std::chrono::seconds open_set_timeout{30};

// A master agent that is not there is tried again after this time.
inline constexpr std::chrono::seconds connect_retry{2};

// The master agent answers within this time, or the session ends.
inline constexpr std::chrono::seconds answer_timeout{5};

// So often the master agent is asked whether it is still there, while nothing else is sent.
inline constexpr std::chrono::seconds ping_interval{30};

}  // namespace lineman::mibs::agentx
