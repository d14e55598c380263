// lineman-sipcored as its users start it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "tests/support/process.hpp"
#include "tests/support/scratch_folder.hpp"
#include "varlink/blocking_client.hpp"
#include "varlink/listen_socket.hpp"

namespace lineman {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using namespace std::chrono_literals;

class Sipcored : public testing::Test {
 protected:
  // On ports that are free.
  test::Process::Start start(std::vector<std::string> further = {}) {
    std::vector<std::string> arguments = {"--runtime-dir", scratch.path("run"), "--set",
                                          "sip.bind=127.0.0.1:0"};
    arguments.insert(arguments.end(), further.begin(), further.end());
    return {.program = SIPCORED,
            .arguments = std::move(arguments),
            .environment = {notifications.environment()}};
  }
  static int run(test::Process& process, std::string* output = nullptr) {
    const int code = process.exit_code();
    if (output != nullptr) *output = process.output();
    return code;
  }
  varlink::Reply hello() {
    auto client = varlink::BlockingClient::connect(scratch.path("run/sipcore"));
    if (!client) throw std::runtime_error(client.error().sentence);
    auto reply = client->call({.method = "org.lineman.SipCore1.Hello",
                               .parameters = {{"protocols", {1}}, {"agent", "test"}}},
                              30s);
    if (!reply) throw std::runtime_error(reply.error().sentence);
    return *reply;
  }

  test::ScratchFolder scratch;
  test::NotifySocket notifications{scratch.path("notify")};
};

TEST_F(Sipcored, SaysReadyAnswersAndEnds) {
  test::Process core(start());
  ASSERT_TRUE(notifications.wait_for("READY=1"));
  struct stat file {};
  ASSERT_EQ(stat(scratch.path("run/sipcore").c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 07777, 0660U);
  EXPECT_EQ(hello().error, "");
  core.signal(SIGTERM);
  EXPECT_TRUE(notifications.wait_for("STOPPING=1"));
  EXPECT_EQ(core.exit_code(), 0);
  EXPECT_NE(access(scratch.path("run/sipcore").c_str(), F_OK), 0);
}

TEST_F(Sipcored, SaysWhatItRuns) {
  const test::Process core(start());
  ASSERT_TRUE(notifications.wait_for("READY=1"));
  auto client = varlink::BlockingClient::connect(scratch.path("run/sipcore"));
  ASSERT_TRUE(client);
  const auto call = [&](const char* method, varlink::Object parameters) {
    auto reply = client->call({.method = std::string("org.lineman.SipCore1.") + method,
                               .parameters = std::move(parameters)},
                              30s);
    return reply ? reply->error : reply.error().sentence;
  };
  EXPECT_EQ(call("LoadBegin", {{"generation", 7}, {"digest", ""}, {"globals", varlink::Object{}}}),
            "");
  EXPECT_EQ(call("LoadEnd", {}), "");
  EXPECT_TRUE(notifications.wait_for("STATUS=generation 7 runs"));
}

TEST_F(Sipcored, EndsOnSigint) {
  test::Process core(start());
  ASSERT_TRUE(notifications.wait_for("READY=1"));
  core.signal(SIGINT);
  EXPECT_EQ(core.exit_code(), 0);
}

TEST_F(Sipcored, TakesTheSocketOfADeadPredecessor) {
  {
    test::Process killed(start());
    ASSERT_TRUE(notifications.wait_for("READY=1"));
    killed.signal(SIGKILL);
    EXPECT_EQ(killed.exit_code(), -SIGKILL);
  }
  test::Process core(start());
  ASSERT_TRUE(notifications.wait_for("READY=1"));
  EXPECT_EQ(hello().error, "");
}

TEST_F(Sipcored, LeavesTheSocketOfALivingOneAlone) {
  test::Process first(start());
  ASSERT_TRUE(notifications.wait_for("READY=1"));
  test::Process second(start());
  std::string output;
  EXPECT_EQ(run(second, &output), 1);
  EXPECT_THAT(output, HasSubstr(scratch.path("run/sipcore")));
  EXPECT_EQ(hello().error, "");
}

TEST_F(Sipcored, IsHandedItsSocketBySystemd) {
  auto listening = varlink::ListenSocket::at(scratch.path("handed"), 0660);
  ASSERT_TRUE(listening);
  auto how = start();
  how.inherited_socket = listening->release();
  how.environment.push_back("LISTEN_FDNAMES=sipcore");
  test::Process core(how);
  close(how.inherited_socket);
  ASSERT_TRUE(notifications.wait_for("READY=1"));
  auto client = varlink::BlockingClient::connect(scratch.path("handed"));
  ASSERT_TRUE(client);
  EXPECT_TRUE(client->call({.method = "org.varlink.service.GetInfo"}, 30s));
  core.signal(SIGTERM);
  EXPECT_EQ(core.exit_code(), 0);
  EXPECT_EQ(access(scratch.path("handed").c_str(), F_OK), 0);
}

TEST_F(Sipcored, FeedsTheWatchdog) {
  auto how = start();
  how.environment.push_back("WATCHDOG_USEC=20000");
  const test::Process core(how);
  EXPECT_TRUE(notifications.wait_for("WATCHDOG=1"));
  EXPECT_TRUE(notifications.wait_for("WATCHDOG=1"));
}

TEST_F(Sipcored, ReadsSettingsAgain) {
  const auto file = scratch.write("lineman.conf", "log.level = warning\n");
  test::Process core(start({"--config", file}));
  ASSERT_TRUE(notifications.wait_for("READY=1"));
  EXPECT_THAT(core.output(), Not(HasSubstr("info:")));
  scratch.write("lineman.conf", "log.level = info\n");
  core.signal(SIGHUP);
  ASSERT_TRUE(notifications.wait_for("RELOADING=1"));
  ASSERT_TRUE(notifications.wait_for("READY=1"));
  EXPECT_THAT(core.output(), HasSubstr("info:"));
  scratch.write("lineman.conf", "log.level = loud\n");
  core.signal(SIGHUP);
  ASSERT_TRUE(notifications.wait_for("READY=1"));
  EXPECT_THAT(core.output(), HasSubstr("lineman.conf:1: log.level 'loud'"));
  EXPECT_EQ(hello().error, "");
}

TEST_F(Sipcored, PrintsEachProblemOfItsSettings) {
  const auto file = scratch.write("lineman.conf", "sip.bind = nowhere\nunknown = 1\n");
  for (const bool check : {true, false}) {
    auto how = start({"--config", file});
    if (check) how.arguments.push_back("--check");
    test::Process core(how);
    std::string output;
    EXPECT_EQ(run(core, &output), 1);
    EXPECT_THAT(output, HasSubstr(file + ":1: sip.bind 'nowhere' is not"));
    EXPECT_THAT(output, HasSubstr(file + ":2: unknown setting unknown"));
  }
}

TEST_F(Sipcored, ChecksAndEnds) {
  test::Process core(start({"--check"}));
  std::string output;
  EXPECT_EQ(run(core, &output), 0);
  EXPECT_THAT(output, IsEmpty());
}

TEST_F(Sipcored, WrongUsageIsTwo) {
  test::Process core(start({"--state-dir", "/tmp"}));
  std::string output;
  EXPECT_EQ(run(core, &output), 2);
  EXPECT_THAT(output, HasSubstr("usage: lineman-sipcored"));
}

TEST_F(Sipcored, SaysWhyItCannotStart) {
  scratch.write("run", "a file, no folder");
  test::Process core(start());
  std::string output;
  EXPECT_EQ(run(core, &output), 1);
  EXPECT_THAT(output, HasSubstr("run/sipcore: cannot listen"));
}

}  // namespace
}  // namespace lineman
