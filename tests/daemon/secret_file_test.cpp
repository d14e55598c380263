#include "daemon/secret_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>

#include "tests/support/ordinary_user.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::daemon {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class SecretFile : public testing::Test {
 protected:
  void TearDown() override { unsetenv("CREDENTIALS_DIRECTORY"); }

  std::string error_of(const std::string& content) {
    const auto secret = read_secret(scratch.write("secret", content));
    return secret ? "" : secret.error();
  }

  test::ScratchFolder scratch;
};

TEST_F(SecretFile, IsReadWithoutItsEndOfLine) {
  EXPECT_EQ(read_secret(scratch.write("a", "pass phrase\n")), "pass phrase");
  EXPECT_EQ(read_secret(scratch.write("b", "pass phrase")), "pass phrase");
  EXPECT_EQ(read_secret(scratch.write("c", "pass phrase\r\n")), "pass phrase");
  EXPECT_EQ(read_secret(scratch.write("d", " blanks stay ")), " blanks stay ");
}

TEST_F(SecretFile, SaysWhichFileIsNotThere) {
  const auto secret = read_secret(scratch.path("missing"));
  ASSERT_FALSE(secret);
  EXPECT_THAT(secret.error(), AllOf(HasSubstr(scratch.path("missing")), HasSubstr("No such file")));
}

TEST_F(SecretFile, SaysWhichFileCannotBeRead) {
  const auto path = scratch.write("secret", "x");
  chmod(path.c_str(), 0);
  const test::OrdinaryUser user;
  ASSERT_TRUE(user.succeeded());
  const auto secret = read_secret(path);
  ASSERT_FALSE(secret);
  EXPECT_THAT(secret.error(), AllOf(HasSubstr(path), HasSubstr("Permission denied")));
}

TEST_F(SecretFile, RefusesOneThatOthersMayRead) {
  const auto path = scratch.write("secret", "hunter2");
  for (const mode_t mode : {0640U, 0604U, 0620U}) {
    ASSERT_EQ(chmod(path.c_str(), mode), 0);
    const auto secret = read_secret(path);
    ASSERT_FALSE(secret) << mode;
    EXPECT_THAT(secret.error(), AllOf(HasSubstr(path), HasSubstr("0600")));
  }
}

TEST_F(SecretFile, LeavesTheModesOfCredentialsToSystemd) {
  const auto path = scratch.write("credentials/secret", "hunter2");
  ASSERT_EQ(chmod(path.c_str(), 0440), 0);
  setenv("CREDENTIALS_DIRECTORY", scratch.path("credentials").c_str(), 1);
  EXPECT_EQ(read_secret(path), "hunter2");
  const auto outside = scratch.write("secret", "hunter2");
  ASSERT_EQ(chmod(outside.c_str(), 0440), 0);
  EXPECT_FALSE(read_secret(outside));
  EXPECT_FALSE(read_secret(scratch.path("credentials/../secret")));
}

TEST_F(SecretFile, RefusesWhatIsNoSecret) {
  EXPECT_THAT(error_of(""), HasSubstr("is empty"));
  EXPECT_THAT(error_of("\n"), HasSubstr("is empty"));
  EXPECT_THAT(error_of("two\nlines\n"), HasSubstr("more than one line"));
  EXPECT_THAT(error_of(std::string("a\0b", 3)), HasSubstr("control character"));
  EXPECT_THAT(error_of("\xC3\x28"), HasSubstr("UTF-8"));
}

TEST_F(SecretFile, LengthIsBounded) {
  EXPECT_EQ(error_of(std::string(maximum_secret, 'x')), "");
  EXPECT_EQ(error_of(std::string(maximum_secret, 'x') + "\r\n"), "");
  EXPECT_THAT(error_of(std::string(maximum_secret + 1, 'x')), HasSubstr("more than 1024"));
  EXPECT_THAT(error_of(std::string(100'000, 'x')), HasSubstr("more than 1024"));
}

TEST_F(SecretFile, ErrorsQuoteNothing) {
  EXPECT_THAT(error_of("hunter2\nhunter2\n"), Not(HasSubstr("hunter2")));
}

TEST_F(SecretFile, RefusesAFifoWithoutWaiting) {
  const auto path = scratch.path("fifo");
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  const auto secret = read_secret(path);
  ASSERT_FALSE(secret);
  EXPECT_THAT(secret.error(), HasSubstr("no regular file"));
}

TEST_F(SecretFile, RefusesAFolder) {
  const auto secret = read_secret(scratch.path());
  ASSERT_FALSE(secret);
  EXPECT_THAT(secret.error(), HasSubstr("no regular file"));
}

}  // namespace
}  // namespace lineman::daemon
