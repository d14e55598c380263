// The limits of notifications.
#pragma once

#include <chrono>

#include "daemon/token_bucket.hpp"
#include "datamodel/mib_layout.hpp"
#include "datamodel/notifications.hpp"

namespace lineman::mibs {

// Of each kind, and of each account where it has one: five at once, then one in 10 s. What is over
// stands in the event log and is counted, and is sent to nobody.
inline constexpr daemon::Rate notifications_of_a_kind{5, std::chrono::seconds{50}};

// Of all together: fifty at once, then ten a second.
inline constexpr daemon::Rate notifications_of_all{50, std::chrono::seconds{5}};

// Kinds and accounts whose rate is watched at a time; those that were silent for longest are
// forgotten first.
inline constexpr std::size_t maximum_watched_kinds = 1024;

// An inform is sent again after this time, so often; then it is lost.
inline constexpr std::chrono::seconds inform_timeout{2};
inline constexpr int inform_retries = 4;

// Informs of one receiver that wait for their acknowledgement; what comes beyond is lost at once.
inline constexpr std::size_t maximum_pending_informs = 16;

// Messages that a receiver may send for each one that it gets; more are dropped unread.
inline constexpr unsigned answers_to_a_message = 2;
inline constexpr unsigned maximum_awaited_answers = 64;

}  // namespace lineman::mibs
