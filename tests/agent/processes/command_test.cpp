#include "agent/processes/command.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <optional>

#include "tests/support/scratch_folder.hpp"

namespace lineman::agent {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

std::size_t open_descriptors() {
  const std::filesystem::directory_iterator all{"/proc/self/fd"};
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

class CommandTest : public testing::Test {
 protected:
  // Its end; nothing where none was told.
  std::optional<int> run(const std::vector<std::string>& words,
                         std::chrono::milliseconds longest = {}) {
    std::optional<int> ended;
    problem_ = run_command(
        loop_, words, [&](int code) { ended = code; }, longest);
    EXPECT_FALSE(ended) << "from within the call";
    loop_.restart();
    loop_.run_for(std::chrono::seconds{30});
    return ended;
  }
  std::optional<int> shell(const std::string& line) { return run({"sh", "-c", line}); }
  std::string content(const std::string& path) const {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
  }

  test::ScratchFolder folder_;
  boost::asio::io_context loop_{1};
  std::string problem_;
};

TEST_F(CommandTest, TellsTheExitCode) {
  EXPECT_EQ(run({"true"}), 0);
  EXPECT_EQ(problem_, "");
  EXPECT_EQ(shell("exit 7"), 7);
}

TEST_F(CommandTest, TellsTheSignal) {
  EXPECT_EQ(shell("kill -TERM $$"), 128 + SIGTERM);
}

TEST_F(CommandTest, KillsWhatGoesOnForTooLongWithItsChildren) {
  const auto file = folder_.path("child");
  const auto longest = std::chrono::milliseconds{300};
  EXPECT_EQ(run({"sh", "-c", "sleep 600 & echo $! > " + file + "; wait"}, longest), 128 + SIGKILL);
  // Nobody's child now: its end may take a moment to be seen.
  const auto child = std::stoi(content(file));
  while (::kill(child, 0) == 0 &&
         content("/proc/" + std::to_string(child) + "/stat").find(") Z") == std::string::npos) {
  }
  EXPECT_EQ(run({"true"}, longest), 0);
}

TEST_F(CommandTest, SaysWhyAProgramDoesNotStart) {
  EXPECT_FALSE(run({"/no/such/program", "word"}));
  EXPECT_EQ(problem_, "/no/such/program cannot be started: No such file or directory");
  EXPECT_FALSE(run({}));
  EXPECT_EQ(problem_, "no program is named");
}

TEST_F(CommandTest, GivesTheWordsAsTheyAre) {
  const auto file = folder_.path("words");
  EXPECT_EQ(run({"sh", "-c", "printf '%s|' \"$@\" > \"$0\"", file, "a b", "$HOME", ""}), 0);
  EXPECT_EQ(content(file), "a b|$HOME||");
}

TEST_F(CommandTest, LeavesNeitherChildNorDescriptor) {
  EXPECT_EQ(run({"true"}), 0);
  const auto before = open_descriptors();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(run({"true"}), 0);
  EXPECT_FALSE(run({"/no/such/program"}));
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

// A server that the command leaves behind must not keep our ports.
TEST_F(CommandTest, PassesOnNothingThatIsOpen) {
  const auto file = folder_.path("open");
  std::ofstream{folder_.path("ours")};
  const int ours = ::open(folder_.path("ours").c_str(), O_RDONLY);  // NOLINT: not closed on exec
  ASSERT_GT(ours, STDERR_FILENO);
  EXPECT_EQ(run({"sh", "-c", "ls -l /proc/$$/fd > \"$0\"", file}), 0);
  ::close(ours);
  EXPECT_THAT(content(file), AllOf(HasSubstr("2 ->"), testing::Not(HasSubstr("/ours"))));
}

TEST_F(CommandTest, HasASessionOfItsOwnAndNoSignalBlocked) {
  const auto file = folder_.path("status");
  EXPECT_EQ(shell("cut -d' ' -f1,6 /proc/$$/stat > " + file), 0);
  const auto ids = content(file);
  EXPECT_EQ(ids.substr(0, ids.find(' ')), ids.substr(ids.find(' ') + 1, ids.find(' ')));
  EXPECT_EQ(shell("exec grep SigBlk /proc/self/status > " + file), 0);
  EXPECT_THAT(content(file), HasSubstr("0000000000000000"));
}

}  // namespace
}  // namespace lineman::agent
