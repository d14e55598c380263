#include "daemon/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lineman::daemon {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr Program agent{"lineman-agentd", "The management agent.", true};
constexpr Program core{"lineman-sipcored", "The SIP core.", false};

auto read(const Program& program, const std::vector<const char*>& arguments) {
  return read_options(program, arguments);
}
Options good(const Program& program, const std::vector<const char*>& arguments) {
  return std::get<Options>(read(program, arguments));
}
Leave left(const Program& program, const std::vector<const char*>& arguments) {
  return std::get<Leave>(read(program, arguments));
}

TEST(Options, AreThoseOfTheSystemByThemselves) {
  const auto options = good(agent, {});
  EXPECT_EQ(options.config, "/etc/lineman/lineman.conf");
  EXPECT_FALSE(options.config_named);
  EXPECT_EQ(options.state_dir, "/var/lib/lineman");
  EXPECT_EQ(options.runtime_dir, "/run/lineman");
  EXPECT_FALSE(options.check);
}

TEST(Options, AreRead) {
  const auto options =
      good(agent, {"--config", "/tmp/c", "--state-dir=/tmp/s", "--runtime-dir", "/tmp/r", "--set",
                   "log.level=debug", "--set=snmp.listen=udp:127.0.0.1:1161", "--check"});
  EXPECT_EQ(options.config, "/tmp/c");
  EXPECT_TRUE(options.config_named);
  EXPECT_EQ(options.state_dir, "/tmp/s");
  EXPECT_EQ(options.runtime_dir, "/tmp/r");
  EXPECT_THAT(options.sets, ElementsAre("log.level=debug", "snmp.listen=udp:127.0.0.1:1161"));
  EXPECT_TRUE(options.check);
}

TEST(Options, HelpAndVersionEndWell) {
  EXPECT_EQ(left(agent, {"--help"}).code, exit_done);
  EXPECT_THAT(left(agent, {"--help"}).text, HasSubstr("--state-dir"));
  EXPECT_THAT(left(core, {"--help"}).text, Not(HasSubstr("--state-dir")));
  EXPECT_EQ(left(core, {"--version"}).code, exit_done);
  EXPECT_EQ(left(core, {"--version"}).text, "lineman-sipcored " LINEMAN_VERSION "\n");
}

TEST(Options, WrongUsageSaysWhat) {
  const auto expect = [](const Leave& leave, const char* what) {
    EXPECT_EQ(leave.code, exit_usage);
    EXPECT_THAT(leave.text, HasSubstr(what));
    EXPECT_THAT(leave.text, HasSubstr("usage: "));
  };
  expect(left(agent, {"--nonsense"}), "unknown argument '--nonsense'");
  expect(left(agent, {"word"}), "unknown argument 'word'");
  expect(left(core, {"--state-dir", "/tmp"}), "unknown argument '--state-dir'");
  expect(left(agent, {"--config"}), "--config takes a value");
  expect(left(agent, {"--config="}), "--config takes a value");
  expect(left(agent, {"--check=yes"}), "unknown argument '--check'");
  expect(left(agent, {"--set", "value"}), "KEY=VALUE");
  expect(left(agent, {"--set", "=value"}), "KEY=VALUE");
}

TEST(Options, WrongUsageQuotesNoValue) {
  EXPECT_THAT(left(agent, {"--set", "hunter2"}).text, Not(HasSubstr("hunter2")));
  EXPECT_THAT(left(agent, {"--password=hunter2"}).text, Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace lineman::daemon
