#include "varlink/listen_socket.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "tests/varlink/rig.hpp"
#include "varlink/connect_socket.hpp"

namespace lineman::varlink {
namespace {

using testing::HasSubstr;

TEST(ListenSocket, HasTheModeAskedForAndGoesAtTheEnd) {
  const Scratch scratch;
  const auto path = scratch.path("socket");
  {
    const auto socket = ListenSocket::at(path, 0660);
    ASSERT_TRUE(socket) << socket.error();
    struct stat file {};
    ASSERT_EQ(stat(path.c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 07777, 0660U);
  }
  EXPECT_NE(access(path.c_str(), F_OK), 0);
}

TEST(ListenSocket, ReplacesTheFileOfADeadOne) {
  const Scratch scratch;
  const auto path = scratch.path("socket");
  // As a killed predecessor leaves it: bound, and nobody listens any more.
  auto dead = ListenSocket::at(path, 0600);
  ASSERT_TRUE(dead);
  close(dead->release());
  const auto socket = ListenSocket::at(path, 0600);
  ASSERT_TRUE(socket) << socket.error();
  const auto peer = connect_to(path);
  ASSERT_TRUE(peer) << peer.error();
  close(*peer);
}

TEST(ListenSocket, LeavesALivingOneAlone) {
  const Scratch scratch;
  const auto path = scratch.path("socket");
  const auto first = ListenSocket::at(path, 0600);
  ASSERT_TRUE(first);
  const auto second = ListenSocket::at(path, 0600);
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error(), HasSubstr(path));
  const auto peer = connect_to(path);
  EXPECT_TRUE(peer);
  if (peer) close(*peer);
}

TEST(ListenSocket, LeavesAnotherKindOfFileAlone) {
  const Scratch scratch;
  const auto path = scratch.path("file");
  std::ofstream(path) << "precious";
  EXPECT_FALSE(ListenSocket::at(path, 0600));
  std::string content;
  std::ifstream(path) >> content;
  EXPECT_EQ(content, "precious");
}

TEST(ListenSocket, DoesNotRemoveItsSuccessorsFile) {
  const Scratch scratch;
  const auto path = scratch.path("socket");
  auto first = ListenSocket::at(path, 0600);
  ASSERT_TRUE(first);
  std::filesystem::rename(path, scratch.path("aside"));
  const auto second = ListenSocket::at(path, 0600);
  ASSERT_TRUE(second) << second.error();
  first = tl::unexpected(std::string("gone"));
  EXPECT_EQ(access(path.c_str(), F_OK), 0);
}

TEST(ListenSocket, SaysWhatIsWrongWithThePath) {
  const auto missing = ListenSocket::at("/nowhere/at/all", 0600);
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error(), HasSubstr("/nowhere/at/all"));
  const auto long_path = ListenSocket::at(std::string(108, 'x'), 0600);
  ASSERT_FALSE(long_path);
  EXPECT_THAT(long_path.error(), HasSubstr("1 to 107"));
}

TEST(ListenSocket, InheritsOnlyAListeningLocalSocket) {
  const Scratch scratch;
  auto made = ListenSocket::at(scratch.path("socket"), 0600);
  ASSERT_TRUE(made);
  const auto inherited = ListenSocket::inherited(made->release());
  EXPECT_TRUE(inherited);
  int pair[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  EXPECT_FALSE(ListenSocket::inherited(pair[0]));
  close(pair[0]);
  close(pair[1]);
  EXPECT_FALSE(ListenSocket::inherited(-1));
}

}  // namespace
}  // namespace lineman::varlink
