#include <sys/timex.h>

#include "ctl/doctor/clock_check.hpp"

namespace lineman::ctl::doctor {

ClockFacts look_at_clock(std::int64_t now) {
  timex state{};
  const int answer = adjtimex(&state);
  ClockFacts facts{.now = now, .built = LINEMAN_BUILT};
  if (answer >= 0) facts.synchronised = (state.status & STA_UNSYNC) == 0;
  return facts;
}

}  // namespace lineman::ctl::doctor
