#include "daemon/restart.hpp"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/process.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::daemon {
namespace {

using testing::HasSubstr;

TEST(Restart, IsTheSameProcessWithTheSameArgumentsAndNothingOpen) {
  test::ScratchFolder folder;
  test::Process program{
      {.program = LINEMAN_RESTART_PROGRAM, .arguments = {"--runtime-dir", folder.path("run")}}};
  EXPECT_EQ(program.exit_code(), 0) << program.output();
  EXPECT_THAT(program.output(), HasSubstr("same process: 1"));
  EXPECT_THAT(program.output(), HasSubstr("descriptor 50: 0"));
  EXPECT_THAT(program.output(), HasSubstr("runtime folder: " + folder.path("run")));
}

// They would be lost: whoever handed them over starts the program again.
TEST(Restart, IsAnEndWhereSocketsWereHandedOver) {
  const int handed = socket(AF_INET, SOCK_DGRAM, 0);
  test::Process program{{.program = LINEMAN_RESTART_PROGRAM, .inherited_socket = handed}};
  close(handed);
  EXPECT_EQ(program.exit_code(), 0) << program.output();
  EXPECT_THAT(program.output(), testing::Not(HasSubstr("same process")));
}

// systemd ends a program that goes on after it said that it stops.
TEST(Restart, IsNoStopToWhoeverWatches) {
  test::ScratchFolder folder;
  test::NotifySocket watcher{folder.path("notify")};
  test::Process program{
      {.program = LINEMAN_RESTART_PROGRAM, .environment = {watcher.environment()}}};
  EXPECT_EQ(program.exit_code(), 0) << program.output();
  EXPECT_TRUE(watcher.wait_for("RELOADING=1"));
  EXPECT_TRUE(watcher.wait_for("STOPPING=1")) << "at its end";
}

}  // namespace
}  // namespace lineman::daemon
