#include "daemon/core_dumps.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace lineman::daemon {

void forbid_core_dumps() {
  rlimit limit{};
  if (getrlimit(RLIMIT_CORE, &limit) != 0) return;
  // With 0 the kernel still runs a handler; with 1 it writes no file and runs no handler
  // (fs/coredump.c).
  limit.rlim_cur = limit.rlim_max = std::min<rlim_t>(limit.rlim_max, 1);
  setrlimit(RLIMIT_CORE, &limit);
}

}  // namespace lineman::daemon
