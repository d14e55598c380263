#include "agent/processes/command_output.hpp"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <csignal>
#include <optional>

namespace lineman::agent {
namespace {

using testing::HasSubstr;

class CommandOutputTest : public testing::Test {
 protected:
  std::optional<CommandOutput> read(const std::vector<std::string>& words,
                                    OutputLimits limits = {.octets = 1000}) {
    std::optional<CommandOutput> ended;
    problem_ = read_command(loop_, words, limits, [&](const auto& output) { ended = output; });
    EXPECT_FALSE(ended) << "from within the call";
    loop_.restart();
    loop_.run_for(std::chrono::seconds{30});
    return ended;
  }
  std::string said(const std::string& line, OutputLimits limits = {.octets = 1000}) {
    return read({"sh", "-c", line}, limits).value_or(CommandOutput{.text = "(none)"}).text;
  }

  boost::asio::io_context loop_{1};
  std::string problem_;
};

TEST_F(CommandOutputTest, IsWhatTheProgramSays) {
  EXPECT_EQ(said("echo one; echo two"), "one\ntwo\n");
  EXPECT_EQ(said("true"), "");
}

TEST_F(CommandOutputTest, ComesWithTheExitCode) {
  const auto output = read({"sh", "-c", "echo before; exit 3"});
  ASSERT_TRUE(output);
  EXPECT_EQ(output->code, 3);
  EXPECT_EQ(output->text, "before\n");
}

TEST_F(CommandOutputTest, KeepsTheLastOctets) {
  EXPECT_EQ(said("seq 1 100000", {.octets = 13}), "99999\n100000\n");
}

TEST_F(CommandOutputTest, EndsWithTheProgramWhoeverHoldsThePipe) {
  // What a program leaves behind is not waited for.
  const auto left = said("sleep 60 & echo $!");
  ASSERT_FALSE(left.empty());
  EXPECT_EQ(::kill(std::stoi(left), SIGKILL), 0);
}

TEST_F(CommandOutputTest, AProgramWithoutEndIsKilled) {
  const auto output = read({"sh", "-c", "echo said; while true; do sleep 1; done"},
                           {.octets = 1000, .longest = std::chrono::milliseconds{200}});
  ASSERT_TRUE(output);
  EXPECT_EQ(output->code, 128 + SIGKILL);
  EXPECT_EQ(output->text, "said\n");
}

TEST_F(CommandOutputTest, SaysWhyAProgramDoesNotStart) {
  EXPECT_FALSE(read({"/no/such/program"}));
  EXPECT_THAT(problem_, HasSubstr("/no/such/program cannot be started"));
}

}  // namespace
}  // namespace lineman::agent
