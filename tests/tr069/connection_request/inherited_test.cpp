// Sockets that systemd opened for connection requests, and how the closed door refuses there.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/tr069/connection_request/server_rig.hpp"

namespace lineman::cwmp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

// As systemd hands it over: bound and listening, not closed at exec.
int listening_socket(int family = AF_INET, bool listens = true) {
  const int descriptor = ::socket(family, SOCK_STREAM, 0);
  sockaddr_in four{
      .sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_addr = in6addr_any;
  const int bound = family == AF_INET
                        ? ::bind(descriptor, reinterpret_cast<sockaddr*>(&four), sizeof four)
                        : ::bind(descriptor, reinterpret_cast<sockaddr*>(&six), sizeof six);
  EXPECT_EQ(bound, 0);
  if (listens) ::listen(descriptor, 4);
  return descriptor;
}

// One that nobody else has in this process.
bool is_open(int descriptor) {
  return ::fcntl(descriptor, F_GETFD) >= 0;
}

class Inherited : public ServerRig {
 protected:
  Inherited() : ServerRig({"127.0.0.1:1"}, {listening_socket()}) {}
};

TEST_F(Inherited, SocketsAreServedInThePlaceOfThoseOfTheSettings) {
  ASSERT_EQ(server.doors().size(), 1U);
  EXPECT_EQ(server.doors()[0].address, "systemd:127.0.0.1:" + std::to_string(port()));
  EXPECT_TRUE(server.doors()[0].open);
  EXPECT_EQ(server.url({}), "http://127.0.0.1:" + std::to_string(port()) + "/path");
  EXPECT_THAT(get(), StartsWith("HTTP/1.1 401"));
}

TEST_F(Inherited, SocketsOfAClosedDoorCloseWhatComesAtOnce) {
  const auto port_of_systemd = port();
  server.close();
  server.close();
  EXPECT_FALSE(server.doors()[0].open);
  EXPECT_EQ(server.url({}), "");
  outcomes.clear();
  RawClient peer{"127.0.0.1", port_of_systemd};
  peer.send("GET /path HTTP/1.1\r\n\r\n");
  EXPECT_TRUE(until([&] { return peer.at_end(); }));
  EXPECT_EQ(peer.received(), "");
  EXPECT_THAT(outcomes, IsEmpty());
  server.open();
  EXPECT_EQ(port(), port_of_systemd);
  EXPECT_THAT(get(), StartsWith("HTTP/1.1 401"));
}

TEST_F(Inherited, SocketsGoToNoChild) {
  for (int descriptor = 3; descriptor < 64; ++descriptor) {
    sockaddr_in name{};
    socklen_t length = sizeof name;
    auto* const any = reinterpret_cast<sockaddr*>(&name);
    if (::getsockname(descriptor, any, &length) != 0 || ntohs(name.sin_port) != port()) continue;
    EXPECT_NE(::fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0) << descriptor;
  }
}

class WrongInherited : public ServerRig {
 protected:
  static int remember(int descriptor) { return last = descriptor; }
  WrongInherited() : ServerRig({}, {remember(listening_socket(AF_INET, false))}) {}
  inline static int last = -1;
};

TEST_F(WrongInherited, SocketIsAProblemOfTheDoor) {
  ASSERT_EQ(server.doors().size(), 1U);
  EXPECT_FALSE(server.doors()[0].open);
  EXPECT_EQ(server.doors()[0].problem, "is no TCP socket that listens");
  EXPECT_FALSE(is_open(last));
}

class InheritedOfBothFamilies : public ServerRig {
 protected:
  InheritedOfBothFamilies() : ServerRig({}, {both()}) {}
  // Nothing where the host has no IPv6.
  static int both() {
    const int probe = ::socket(AF_INET6, SOCK_STREAM, 0);
    if (probe < 0) return listening_socket();
    ::close(probe);
    there = true;
    return listening_socket(AF_INET6);
  }
  inline static bool there = false;
};

TEST_F(InheritedOfBothFamilies, SocketHasTheUrlOfTheFamilyOfTheAcs) {
  if (!there) GTEST_SKIP() << "no IPv6 here";
  const auto four = server.url("127.0.0.1");
  EXPECT_THAT(four, StartsWith("http://127.0.0.1:"));
  EXPECT_THAT(server.url("::1"), StartsWith("http://[::1]:"));
  const auto port = static_cast<unsigned short>(std::stoul(four.substr(17)));
  RawClient peer{"127.0.0.1", port};
  peer.send("GET /wrong HTTP/1.1\r\n\r\n");
  ASSERT_TRUE(until([&] { return peer.at_end(); }));
  EXPECT_THAT(peer.received(), StartsWith("HTTP/1.1 404"));
}

}  // namespace
}  // namespace lineman::cwmp
