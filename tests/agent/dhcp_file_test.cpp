#include "agent/dhcp_file.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>

#include "daemon/log.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::agent {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class DhcpFileTest : public testing::Test {
 protected:
  DhcpFileTest() { log::set_up("lineman", log::Level::info, log::Target::standard_error); }

  // As a hook does: whole, by a rename.
  void write(const std::string& text) {
    std::ofstream{path_ + ".new"} << text;
    std::filesystem::rename(path_ + ".new", path_);
  }
  bool until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      loop_.restart();
      loop_.run_one_for(std::chrono::milliseconds{10});
    }
    return true;
  }
  bool says(const std::string& url) {
    return until([&] { return !urls_.empty() && urls_.back() == url; });
  }
  std::string logged(const std::function<void()>& action) {
    testing::internal::CaptureStderr();
    action();
    return testing::internal::GetCapturedStderr();
  }

  test::ScratchFolder folder_;
  std::string path_ = folder_.path("dhcp");
  boost::asio::io_context loop_;
  std::vector<std::string> urls_;
  DhcpFile file_{loop_, path_, [this](const cwmp::FoundAcs& found) { urls_.push_back(found.url); }};
};

TEST_F(DhcpFileTest, IsReadAtOnceWhereItIsThere) {
  write("url = http://acs.example/\n");
  file_.look();
  EXPECT_THAT(urls_, testing::ElementsAre("http://acs.example/"));
}

TEST_F(DhcpFileTest, IsReadWhenItComesChangesAndGoes) {
  file_.look();
  EXPECT_THAT(urls_, IsEmpty());
  write("url = http://one.example/\n");
  EXPECT_TRUE(says("http://one.example/"));
  std::ofstream{path_} << "url = http://two.example/\n";  // not by a rename
  EXPECT_TRUE(says("http://two.example/"));
  std::filesystem::remove(path_);
  EXPECT_TRUE(says(""));
}

TEST_F(DhcpFileTest, TellsNothingWhereItSaysTheSame) {
  write("url = http://acs.example/\n");
  file_.look();
  write("# a lease was renewed\nurl = http://acs.example/\n");
  file_.look();
  EXPECT_EQ(urls_.size(), 1U);
}

TEST_F(DhcpFileTest, WithABadUrlIsNamedInTheLogAndChangesNothing) {
  write("url = http://acs.example/\n");
  file_.look();
  const auto text = logged([&] {
    write("\nurl = ftp://acs.example/\n");
    file_.look();
  });
  EXPECT_THAT(text, HasSubstr(path_ + ": line 2: 'ftp://acs.example/': "));
  EXPECT_EQ(urls_.size(), 1U);
}

TEST_F(DhcpFileTest, APasswordInItsUrlIsNotLogged) {
  const auto text = logged([&] {
    write("url = http://user:secret@acs.example/\n");
    file_.look();
  });
  EXPECT_THAT(text, HasSubstr("line 1"));
  EXPECT_THAT(text, testing::Not(HasSubstr("secret")));
}

TEST_F(DhcpFileTest, IsFollowedInAFolderThatComesLater) {
  const std::filesystem::path later = folder_.path("later");
  std::string url;
  DhcpFile file{loop_, later / "dhcp", [&](const cwmp::FoundAcs& found) { url = found.url; }};
  EXPECT_THAT(logged([&] { file.look(); }),
              HasSubstr("is not watched LINEMAN_REASON=" + later.string()));
  std::filesystem::create_directory(later);
  file.look();
  std::ofstream{later / "dhcp"} << "url = http://acs.example/\n";
  EXPECT_TRUE(until([&] { return !url.empty(); }));
}

TEST_F(DhcpFileTest, ThatIsAFolderIsAnError) {
  std::filesystem::create_directory(path_);
  EXPECT_THAT(logged([&] { file_.look(); }), HasSubstr(path_ + ": "));
  EXPECT_THAT(urls_, IsEmpty());
}

TEST_F(DhcpFileTest, ThatIsAPipeDoesNotHoldUpTheAgent) {
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  EXPECT_THAT(logged([&] { file_.look(); }), HasSubstr(path_ + ": is no regular file"));
  EXPECT_THAT(urls_, IsEmpty());
}

TEST_F(DhcpFileTest, MayBeALinkAndLeadNowhere) {
  std::filesystem::create_symlink(folder_.path("lease"), path_);
  EXPECT_THAT(logged([&] { file_.look(); }), testing::Not(HasSubstr("stands")));
  std::ofstream{folder_.path("lease")} << "url = http://acs.example/\n";
  file_.look();
  EXPECT_THAT(urls_, testing::ElementsAre("http://acs.example/"));
}

TEST_F(DhcpFileTest, ThatIsEndlessIsReadToItsLimit) {
  std::filesystem::create_symlink("/dev/zero", path_);
  EXPECT_THAT(logged([&] { file_.look(); }), HasSubstr(path_ + ": "));
  std::filesystem::remove(path_);
  std::ofstream{path_} << "";
  std::filesystem::resize_file(path_, std::uintmax_t{1} << 32U);
  EXPECT_THAT(logged([&] { file_.look(); }), HasSubstr("the file has more than "));
}

TEST_F(DhcpFileTest, MayGoWhileItIsWatched) {
  {
    DhcpFile short_lived{loop_, path_, [](const cwmp::FoundAcs&) { FAIL(); }};
    short_lived.look();
    write("url = http://acs.example/\n");
  }
  loop_.restart();
  loop_.poll();
}

}  // namespace
}  // namespace lineman::agent
