// The pieces of a bundle: what is masked, and what an archive is.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "ctl/bundle/gzip.hpp"
#include "ctl/bundle/masking.hpp"
#include "ctl/bundle/new_file.hpp"
#include "ctl/bundle/tar_archive.hpp"
#include "ctl/program_output.hpp"
#include "tests/support/run.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::ctl::bundle {
namespace {

TEST(Masking, TakesPasswordsOutOfUrls) {
  const auto masked = [](std::string_view text) { return without_url_passwords(text); };
  EXPECT_EQ(masked("see http://u:p@h/x, and \"https://t@h:1\""),
            "see http://********@h/x, and \"https://********@h:1\"");
  EXPECT_EQ(masked("http://u:pa/ss@h/x"), "http://********@h/x");
  EXPECT_EQ(masked("sip:1002:pw@h sips:9:q@h"), "sip:1002:********@h sips:9:********@h");
}

TEST(Masking, LeavesTheRest) {
  for (const auto* text : {"http://h:80/a@b", "sip:1002@h:5060", "a: b@c", "12:30 x@y", "http://h",
                           "::", "https://[::1]:8/x", ""}) {
    EXPECT_EQ(without_url_passwords(text), text);
  }
}

TEST(Settings, AreShownWithoutSecretsAndArguments) {
  daemon::Settings settings;
  const auto set = [&](daemon::SettingName name, unsigned index, const char* value) {
    settings.set(name.row(), index, value);
  };
  set("snmp.community.N.name", 2, "public");
  set("snmp.user.N.auth_key_file", 1, "/hunter2");
  set("cwmp.reboot_command", 0, "/sbin/reboot --token x");
  set("log.level", 0, "debug");
  const auto text = settings_text(settings);
  EXPECT_NE(text.find("snmp.community.2.name = ********\n"), std::string::npos) << text;
  EXPECT_NE(text.find("snmp.user.1.auth_key_file = ********\n"), std::string::npos);
  EXPECT_NE(text.find("cwmp.reboot_command = /sbin/reboot ********\n"), std::string::npos);
  EXPECT_NE(text.find("log.level = debug\n"), std::string::npos);
  EXPECT_EQ(text.find("hunter2"), std::string::npos);
}

TEST(Archive, IsReadByTheSystemsTar) {
  const test::ScratchFolder folder;
  TarArchive archive{1'767'323'045};
  archive.add("a/one.txt", "first\n");
  archive.add("a/empty", "");
  archive.add("a/long", std::string(1025, 'x'));
  const auto path = folder.path("x.tar.gz");
  std::ofstream{path, std::ios::binary} << gzip(std::move(archive).finish());
  const auto listed = test::run("TZ=UTC tar --numeric-owner -tzvf " + path);
  EXPECT_EQ(listed.status, 0) << listed.output;
  EXPECT_EQ(listed.output,
            "-rw------- 0/0               6 2026-01-02 03:04 a/one.txt\n"
            "-rw------- 0/0               0 2026-01-02 03:04 a/empty\n"
            "-rw------- 0/0            1025 2026-01-02 03:04 a/long\n");
  EXPECT_EQ(test::run("tar -xzOf " + path + " a/one.txt").output, "first\n");
}

TEST(NewFile, IsItsOwnersAloneAndReplacesNone) {
  const test::ScratchFolder folder;
  const auto path = folder.path("file");
  ASSERT_TRUE(write_new_file(path, "one"));
  struct stat file {};
  ASSERT_EQ(stat(path.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 07777U, 0600U);
  const auto again = write_new_file(path, "two");
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().find("is left alone"), std::string::npos);
  EXPECT_EQ(std::filesystem::file_size(path), 3U);
  EXPECT_FALSE(write_new_file(folder.path("no/file"), ""));
}

TEST(ProgramOutput, IsWhatAGoodProgramPrints) {
  using namespace std::chrono_literals;
  EXPECT_EQ(output_of({"sh", "-c", "echo out; echo err >&2"}, 30s), "out\n");
  EXPECT_EQ(output_of({"sh", "-c", "echo out; exit 3"}, 30s), std::nullopt);
  EXPECT_EQ(output_of({"no-such-program-here"}, 30s), std::nullopt);
}

TEST(ProgramOutput, IsNotWaitedForBeyondItsTime) {
  EXPECT_EQ(output_of({"sleep", "600"}, std::chrono::milliseconds{20}), std::nullopt);
}

}  // namespace
}  // namespace lineman::ctl::bundle
