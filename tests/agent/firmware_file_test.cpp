#include "agent/firmware_file.hpp"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <fstream>
#include <optional>

#include "agent/files/disk_worker.hpp"
#include "agent/files/posix_files.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::agent {
namespace {

namespace fs = std::filesystem;

class FirmwareFileTest : public testing::Test {
 protected:
  FirmwareFileTest() { EXPECT_TRUE(files_->make_folder("cwmp")); }

  void turn() {
    loop_.restart();
    loop_.run_for(std::chrono::seconds{30});
  }
  std::string append(FirmwareFile& file, const std::string& octets) {
    std::string said = "nothing";
    file.append(octets, [&](const std::string& why_not) { said = why_not; });
    turn();
    return said;
  }
  // The exit code, or the sentence.
  std::string install(FirmwareFile& file) {
    std::string said = "nothing";
    file.install([&](const tl::expected<int, std::string>& ended) {
      said = ended ? std::to_string(*ended) : ended.error();
    });
    EXPECT_EQ(said, "nothing") << "from within the call";
    turn();
    return said;
  }
  FirmwareFile firmware(std::vector<std::string> command) {
    return FirmwareFile{
        loop_, *files_, disk_, {"cwmp/firmware", folder_.path("state")}, std::move(command)};
  }
  std::string content(const std::string& path) const {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
  }
  std::string path() const { return folder_.path("state/cwmp/firmware"); }

  test::ScratchFolder folder_;
  boost::asio::io_context loop_{1};
  std::unique_ptr<PosixFiles> files_ = PosixFiles::open(folder_.path("state")).value();
  DiskWorker disk_{loop_};
};

TEST_F(FirmwareFileTest, GrowsAndGoes) {
  auto file = firmware({"true"});
  EXPECT_EQ(append(file, "one "), "");
  EXPECT_EQ(append(file, "two"), "");
  EXPECT_EQ(content(path()), "one two");
  EXPECT_EQ(fs::status(path()).permissions(), fs::perms(0600));
  file.discard();
  turn();
  EXPECT_FALSE(fs::exists(path()));
  EXPECT_EQ(append(file, "anew"), "");
  EXPECT_EQ(content(path()), "anew");
}

TEST_F(FirmwareFileTest, IsHandedToTheHookAsItsLastWord) {
  const auto seen = folder_.path("seen");
  auto file = firmware(
      {"sh", "-c", "cat \"$2\" > " + seen + "; echo \"|$1|$2\" >> " + seen, "hook", "a b; $(x)"});
  EXPECT_EQ(append(file, "image"), "");
  EXPECT_EQ(install(file), "0");
  EXPECT_EQ(content(seen), "image|a b; $(x)|" + path() + "\n");
}

TEST_F(FirmwareFileTest, SaysHowTheHookEnded) {
  auto file = firmware({"sh", "-c", "exit 19"});
  EXPECT_EQ(install(file), "19");
  auto missing = firmware({"/no/such/program"});
  EXPECT_EQ(install(missing),
            "cwmp.firmware_command: /no/such/program cannot be started: No such file or directory");
}

TEST_F(FirmwareFileTest, ThatAnAgentLeftIsRemovedAtTheStart) {
  {
    auto file = firmware({"true"});
    EXPECT_EQ(append(file, "left behind"), "");
  }
  const auto file = firmware({"true"});
  EXPECT_FALSE(fs::exists(path()));
}

TEST_F(FirmwareFileTest, NeedsAHook) {
  EXPECT_TRUE(firmware({"true"}).is_configured());
  EXPECT_FALSE(firmware({}).is_configured());
}

TEST_F(FirmwareFileTest, ThatCannotBeKeptSaysWhy) {
  auto file = firmware({"true"});
  ASSERT_TRUE(fs::create_directory(path()));
  EXPECT_THAT(append(file, "image"), testing::Not(testing::IsEmpty()));
}

}  // namespace
}  // namespace lineman::agent
