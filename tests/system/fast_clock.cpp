// For tests alone: preloaded into a daemon, its monotonic time passes LINEMAN_FAST_CLOCK times as
// fast, so that waits of minutes pass in seconds. Wall time stays as it is.
#include <dlfcn.h>
#include <sys/timerfd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace {

constexpr std::int64_t nanoseconds = 1'000'000'000;

std::int64_t factor() {
  static const std::int64_t value = [] {
    const char* const text = std::getenv("LINEMAN_FAST_CLOCK");
    const auto said = text == nullptr ? 1 : std::atoll(text);
    return said < 1 ? 1 : said;
  }();
  return value;
}

std::int64_t count_of(const timespec& time) {
  return time.tv_sec * nanoseconds + time.tv_nsec;
}

timespec time_of(std::int64_t count) {
  return {.tv_sec = count / nanoseconds, .tv_nsec = count % nanoseconds};
}

// Shorter by the factor; what is not zero stays so, since zero disarms.
timespec shortened(const timespec& time) {
  const auto count = count_of(time);
  if (count == 0) return time;
  return time_of(count < factor() ? 1 : count / factor());
}

template <typename Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  static const auto ask = real<int (*)(clockid_t, timespec*)>("clock_gettime");
  const int result = ask(clock, time);
  if (clock != CLOCK_MONOTONIC || result != 0) return result;
  static const std::int64_t begin = count_of(*time);
  *time = time_of(begin + (count_of(*time) - begin) * factor());
  return 0;
}

extern "C" int timerfd_settime(int descriptor, int flags, const itimerspec* wanted,
                               itimerspec* before) noexcept {
  static const auto set =
      real<int (*)(int, int, const itimerspec*, itimerspec*)>("timerfd_settime");
  if ((flags & TFD_TIMER_ABSTIME) != 0) return set(descriptor, flags, wanted, before);
  const itimerspec sooner{.it_interval = shortened(wanted->it_interval),
                          .it_value = shortened(wanted->it_value)};
  return set(descriptor, flags, &sooner, before);
}
