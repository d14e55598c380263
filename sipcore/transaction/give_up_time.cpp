#include "sipcore/transaction/give_up_time.hpp"

#include <algorithm>

namespace lineman::sipcore {

namespace {

using Interval = Duration (*)(const SipTimers&, unsigned);

Duration longest_wait(const SipTimers& timers) {
  return 64 * timers.t1;
}

Duration sum_of(const Patience& patience, Interval interval) {
  const auto longest = longest_wait(patience.timers);
  if (patience.last) return longest;
  Duration sum{};
  for (unsigned sent = 0; sent <= patience.resends && sum < longest; ++sent) {
    sum += interval(patience.timers, sent);
  }
  return std::min(sum, longest);
}

Duration doubled(Duration interval, unsigned times, Duration ceiling) {
  for (unsigned i = 0; i < times && interval < ceiling; ++i) interval *= 2;
  return std::min(interval, ceiling);
}

}  // namespace

Duration resend_interval(const SipTimers& timers, unsigned sent) {
  return doubled(timers.t1, sent, std::max(timers.t1, timers.t2));
}

Duration give_up_time(const Patience& patience) {
  return sum_of(patience, resend_interval);
}

Duration invite_resend_interval(const SipTimers& timers, unsigned sent) {
  return doubled(timers.t1, sent, longest_wait(timers));
}

Duration invite_give_up_time(const Patience& patience) {
  return sum_of(patience, invite_resend_interval);
}

}  // namespace lineman::sipcore
