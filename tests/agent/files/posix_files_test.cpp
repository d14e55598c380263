#include "agent/files/posix_files.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "agent/store/store.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::agent {
namespace {

using ::testing::ElementsAre;
namespace fs = std::filesystem;

class PosixFilesTest : public ::testing::Test {
 public:
  void SetUp() override {
    auto opened = PosixFiles::open(folder.path("state"));
    ASSERT_TRUE(opened) << opened.error().message();
    files = std::move(*opened);
    ASSERT_TRUE(files->make_folder("generations"));
  }
  mode_t mode_of(std::string_view name) const {
    struct stat facts {};
    EXPECT_EQ(::lstat(folder.path("state/" + std::string{name}).c_str(), &facts), 0);
    return facts.st_mode & 07777U;
  }

  test::ScratchFolder folder;
  std::unique_ptr<PosixFiles> files;
};

TEST_F(PosixFilesTest, WritesReadsRenamesListsAndRemoves) {
  ASSERT_TRUE(files->write("generations/1.new", "hello"));
  ASSERT_TRUE(files->sync("generations/1.new"));
  ASSERT_TRUE(files->rename("generations/1.new", "generations/1"));
  ASSERT_TRUE(files->sync_folder("generations"));
  ASSERT_TRUE(files->sync_folder(""));
  ASSERT_TRUE(files->write("generations/2", ""));
  EXPECT_THAT(files->list("generations").value(), ElementsAre("1", "2"));
  EXPECT_THAT(files->list("").value(), ElementsAre("generations", "lock"));
  EXPECT_EQ(files->read("generations/1").value(), "hello");
  ASSERT_TRUE(files->remove("generations/1"));
  EXPECT_EQ(files->read("generations/1").error(), std::errc::no_such_file_or_directory);
}

TEST_F(PosixFilesTest, NobodyElseMayReadThem) {
  const auto before = ::umask(0);
  ASSERT_TRUE(files->write("generations/1", "secret"));
  ASSERT_TRUE(files->make_folder("published"));
  ::umask(before);
  EXPECT_EQ(mode_of("generations/1"), 0600U);
  EXPECT_EQ(mode_of("generations"), 0700U);
  EXPECT_EQ(mode_of("published"), 0700U);
  EXPECT_EQ(mode_of("lock"), 0600U);
  EXPECT_EQ(mode_of(""), 0700U);
}

TEST_F(PosixFilesTest, AFileThatWasOpenToOthersIsClosedToThem) {
  ASSERT_TRUE(files->write("generations/1", "a"));
  fs::permissions(folder.path("state/generations/1"), fs::perms(0644));
  ASSERT_TRUE(files->write("generations/1", "b"));
  EXPECT_EQ(mode_of("generations/1"), 0600U);
}

TEST_F(PosixFilesTest, WritingAgainTruncates) {
  ASSERT_TRUE(files->write("generations/1", "a longer text"));
  ASSERT_TRUE(files->write("generations/1", "short"));
  EXPECT_EQ(files->read("generations/1").value(), "short");
}

TEST_F(PosixFilesTest, AppendingMakesAFileAndAddsToIt) {
  ASSERT_TRUE(files->append("added", "one"));
  ASSERT_TRUE(files->append("added", "two"));
  EXPECT_EQ(files->read("added").value(), "onetwo");
  EXPECT_EQ(mode_of("added"), 0600U);
  EXPECT_FALSE(files->append("missing/added", "one"));
}

TEST_F(PosixFilesTest, SyncsAFileThatWasWrittenBeforeAnotherOne) {
  ASSERT_TRUE(files->write("generations/1", "a"));
  ASSERT_TRUE(files->write("generations/2", "b"));
  EXPECT_TRUE(files->sync("generations/1"));
  EXPECT_TRUE(files->sync("generations/2"));
  EXPECT_EQ(files->sync("generations/3").error(), std::errc::no_such_file_or_directory);
}

TEST_F(PosixFilesTest, LargeContentIsWhole) {
  std::string large(3'000'000, 'x');
  large += "end";
  ASSERT_TRUE(files->write("generations/1", large));
  EXPECT_EQ(files->read("generations/1").value(), large);
}

TEST_F(PosixFilesTest, SymbolicLinksAreNotFollowed) {
  folder.write("elsewhere/1", "outside");
  fs::create_symlink(folder.path("elsewhere/1"), folder.path("state/generations/1"));
  fs::create_directory_symlink(folder.path("elsewhere"), folder.path("state/published"));
  EXPECT_EQ(files->read("generations/1").error(), std::errc::too_many_symbolic_link_levels);
  EXPECT_EQ(files->write("generations/1", "x").error(), std::errc::too_many_symbolic_link_levels);
  EXPECT_FALSE(files->make_folder("published"));
  EXPECT_FALSE(files->write("published/marks", "x"));
  EXPECT_FALSE(fs::exists(folder.path("elsewhere/marks")));
}

TEST_F(PosixFilesTest, OnlyRegularFilesAreRead) {
  ASSERT_EQ(::mkfifo(folder.path("state/generations/1").c_str(), 0600), 0);
  fs::create_directory(folder.path("state/generations/2"));
  EXPECT_EQ(files->read("generations/1").error(), std::errc::invalid_argument);
  EXPECT_EQ(files->read("generations/2").error(), std::errc::is_a_directory);
}

TEST_F(PosixFilesTest, TheStoreSetsAsideWhatIsNoFile) {
  ASSERT_EQ(::mkfifo(folder.path("state/generations/8").c_str(), 0600), 0);
  fs::create_directory(folder.path("state/generations/9"));
  fs::create_symlink("/etc/passwd", folder.path("state/generations/10"));
  Store store(*files, 1, 5);
  const auto opened = store.open({}, 0);
  ASSERT_TRUE(opened) << opened.error().sentence;
  EXPECT_EQ(opened->current.number, 11U);
  EXPECT_EQ(opened->reports.size(), 3U);
}

TEST_F(PosixFilesTest, AFileBeyondAllLimitsIsNotRead) {
  ASSERT_TRUE(files->write("generations/1", "x"));
  fs::resize_file(folder.path("state/generations/1"), PosixFiles::maximum_size + 1);
  EXPECT_EQ(files->read("generations/1").error(), std::errc::file_too_large);
}

TEST_F(PosixFilesTest, ASecondAgentIsRefused) {
  const auto second = PosixFiles::open(folder.path("state"));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error(), std::errc::resource_unavailable_try_again);
  files.reset();
  EXPECT_TRUE(PosixFiles::open(folder.path("state")));
}

TEST_F(PosixFilesTest, TheLockEndsWithItsProcess) {
  files.reset();
  const auto child = ::fork();
  if (child == 0) {
    const auto opened = PosixFiles::open(folder.path("state"));
    ::_exit(opened ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(PosixFiles::open(folder.path("state")));
}

TEST_F(PosixFilesTest, DescriptorsAreNotInherited) {
  ASSERT_TRUE(files->write("generations/1", "x"));
  for (int descriptor = 3; descriptor < 64; ++descriptor) {
    std::error_code none;
    const auto target = fs::read_symlink("/proc/self/fd/" + std::to_string(descriptor), none);
    if (none || !target.string().starts_with(folder.path())) continue;
    EXPECT_NE(::fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0) << target;
  }
}

TEST_F(PosixFilesTest, NoFolderCanBeMadeBelowAMissingOne) {
  EXPECT_FALSE(PosixFiles::open(folder.path("missing/state")));
}

TEST_F(PosixFilesTest, AShortWriteIsNotTakenForAWholeOne) {
  // A write that the kernel refuses half way: a limit on the size of files, without its signal.
  const auto child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 100'000, .rlim_max = 100'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto written = files->write("generations/1", std::string(150'000, 'x'));
    ::_exit(!written && written.error() == std::errc::file_too_large ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace lineman::agent
