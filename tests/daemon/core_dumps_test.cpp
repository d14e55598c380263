#include "daemon/core_dumps.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace lineman::daemon {
namespace {

TEST(CoreDumps, AreForbiddenForGood) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    forbid_core_dumps();
    rlimit limit{};
    getrlimit(RLIMIT_CORE, &limit);
    if (limit.rlim_cur > 1 || limit.rlim_max > 1) _exit(1);
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_FALSE(WCOREDUMP(status));
}

}  // namespace
}  // namespace lineman::daemon
