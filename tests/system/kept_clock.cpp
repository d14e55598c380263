// For tests alone: preloaded into a program, the kernel says to it that a time server keeps the
// clock right.
#include <sys/timex.h>

extern "C" int adjtimex(timex* state) noexcept {
  *state = {};
  state->status = STA_PLL;
  return TIME_OK;
}
