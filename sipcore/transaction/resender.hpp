// A final response to an INVITE, sent again until it is acknowledged.
#pragma once

#include <functional>
#include <memory>

#include "daemon/clock.hpp"
#include "sipcore/transaction/give_up_time.hpp"

namespace lineman::sipcore {

// Pure. Timers G and H of RFC 3261, 17.2.1, and those of a 2xx, 13.3.1.4: after T1, doubling up to
// T2, for 64*T1 in all. Destroying it is how it is stopped.
class Resender {
 public:
  struct Calls {
    std::function<void()> send;     // null: nothing is sent again, only the end is waited for
    std::function<void()> give_up;  // once, after 64*T1; may destroy the resender
  };

  // From now on; the first response is the caller's to send.
  Resender(Clock& clock, const SipTimers& timers, Calls calls);

 private:
  void arm(TimePoint from);

  Clock& clock_;
  SipTimers timers_;
  Calls calls_;
  unsigned sent_ = 0;
  std::unique_ptr<Timer> resend_{};
  std::unique_ptr<Timer> end_{};
};

}  // namespace lineman::sipcore
