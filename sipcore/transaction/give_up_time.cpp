#include "sipcore/transaction/give_up_time.hpp"

#include <algorithm>

namespace lineman::sipcore {

Duration resend_interval(const SipTimers& timers, unsigned sent) {
  const auto ceiling = std::max(timers.t1, timers.t2);
  auto interval = timers.t1;
  for (unsigned i = 0; i < sent && interval < ceiling; ++i) interval *= 2;
  return std::min(interval, ceiling);
}

Duration give_up_time(const Patience& patience) {
  const auto longest = 64 * patience.timers.t1;
  if (patience.last) return longest;
  Duration sum{};
  for (unsigned sent = 0; sent <= patience.resends && sum < longest; ++sent) {
    sum += resend_interval(patience.timers, sent);
  }
  return std::min(sum, longest);
}

}  // namespace lineman::sipcore
