// How long a target may be silent (RFC 3261, 17.1, timers A, B, E and F, as retry_counts and
// invite_retry_counts cut them short).
#pragma once

#include "daemon/clock.hpp"

namespace lineman::sipcore {

// T1 and T2 of RFC 3261; a T2 below T1 acts as T1.
struct SipTimers {
  Duration t1 = std::chrono::milliseconds(500);
  Duration t2 = std::chrono::seconds(4);
  Duration t4 = std::chrono::seconds(5);

  bool operator==(const SipTimers&) const = default;
};

// How patient a request is with a target.
struct Patience {
  SipTimers timers{};
  unsigned resends = 3;  // retry_counts, or invite_retry_counts
  bool last = false;     // no other target follows: all the time that RFC 3261 gives
};

// The wait after send `sent` (0 is the first one): T1, 2*T1, 4*T1 ... up to T2.
Duration resend_interval(const SipTimers& timers, unsigned sent);

// From the first send to giving up: min(64*T1, sum of the intervals of all sends), 64*T1 for the
// last target.
Duration give_up_time(const Patience& patience);

// The same for an INVITE, whose intervals grow without T2's limit.
Duration invite_resend_interval(const SipTimers& timers, unsigned sent);
Duration invite_give_up_time(const Patience& patience);

}  // namespace lineman::sipcore
