// Which addresses are open, what is said about them, and the URL that the ACS is told.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "daemon/listening/listening.hpp"
#include "server_rig.hpp"

namespace lineman::cwmp {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

class Listening : public ServerRig {
 protected:
  // A server beside the rig's.
  RequestServer other(std::vector<std::string> listen) {
    return RequestServer{loop,
                         clock,
                         std::move(listen),
                         {.credentials = [this] { return credentials; },
                          .path = [] { return std::string{"path"}; },
                          .requested = [] { return true; }}};
  }
  std::string taken() const { return "127.0.0.1:" + std::to_string(port()); }
};

TEST_F(Listening, UrlHasAddressPortAndPath) {
  EXPECT_EQ(server.url({}), "http://127.0.0.1:" + std::to_string(port()) + "/path");
}

TEST_F(Listening, UrlOfTheAnyAddressIsOneOfTheHost) {
  auto any = other({"0.0.0.0:0"});
  any.open();
  EXPECT_THAT(any.url({}), MatchesRegex("http://[0-9.]+:[0-9]+/path"));
  EXPECT_THAT(any.url({}), testing::Not(StartsWith("http://0.0.0.0")));
  EXPECT_THAT(any.url("198.51.100.7"), StartsWith("http://198.51.100.7:"));
}

TEST_F(Listening, ServesBothFamiliesAtOnePort) {
  auto both = other({taken(), "0.0.0.0:0"});
  both.open();
  const auto url = both.url("127.0.0.1");
  const auto port = url.substr(url.rfind(':') + 1, url.rfind('/') - url.rfind(':') - 1);
  auto six = other({"[::]:" + port});
  six.open();
  if (!six.doors()[0].open) GTEST_SKIP() << "no IPv6 here: " << six.doors()[0].problem;
  EXPECT_EQ(six.url("::1"), "http://[::1]:" + port + "/path");
  RawClient peer{"::1", static_cast<unsigned short>(std::stoul(port))};
  const auto text = logged([&] {
    peer.send("GET /wrong HTTP/1.1\r\n\r\n");
    ASSERT_TRUE(until([&] { return peer.at_end(); }));
  });
  EXPECT_THAT(peer.received(), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(text, HasSubstr("from ::1 was refused"));
}

TEST_F(Listening, AnAddressThatIsTakenIsTriedAgain) {
  auto late = other({taken(), "127.0.0.1:0"});
  const auto text = logged([&] {
    late.open();
    clock.advance(2 * daemon::listen_retry);
  });
  EXPECT_THAT(text, HasSubstr("connection requests cannot be taken at " + taken() +
                              ": Address already in use; it is tried again"));
  EXPECT_EQ(text.find("cannot", text.find("cannot") + 1), std::string::npos) << "said once";
  auto doors = late.doors();
  ASSERT_EQ(doors.size(), 2U);
  EXPECT_EQ(doors[0].door, "cwmp");
  EXPECT_EQ(doors[0].address, taken());
  EXPECT_FALSE(doors[0].open);
  EXPECT_EQ(doors[0].problem, "Address already in use");
  EXPECT_TRUE(doors[1].open);
  EXPECT_EQ(doors[1].problem, "");
  EXPECT_NE(late.url({}), "") << "the other one is open";

  server.close();
  clock.advance(daemon::listen_retry - std::chrono::milliseconds{1});
  EXPECT_FALSE(late.doors()[0].open);
  clock.advance(std::chrono::milliseconds{1});
  EXPECT_TRUE(late.doors()[0].open);
  EXPECT_EQ(late.doors()[0].problem, "");
}

TEST_F(Listening, IsNotTriedAgainAfterClose) {
  auto late = other({taken()});
  late.open();
  late.close();
  EXPECT_EQ(late.doors()[0].problem, "");
  server.close();
  clock.advance(2 * daemon::listen_retry);
  EXPECT_FALSE(late.doors()[0].open);
}

TEST_F(Listening, AnAddressThatIsNoneIsAProblem) {
  for (const std::string address :
       {"", "127.0.0.1", "phone:7547", "127.0.0.1:x", "[::1]", "127.0.0.1:70000", "192.0.2.1:0"}) {
    auto wrong = other({address});
    wrong.open();
    EXPECT_FALSE(wrong.doors()[0].open) << address;
    EXPECT_NE(wrong.doors()[0].problem, "") << address;
    EXPECT_EQ(wrong.url({}), "");
  }
}

TEST_F(Listening, GoesOnWhenDescriptorsWereShort) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the sanitizer of undefined behaviour needs descriptors of its own";
#endif
  RawClient peer{"127.0.0.1", port()};
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit none{.rlim_cur = 3, .rlim_max = before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
  const bool pauses = until([&] { return clock.armed() == 1; });
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  ASSERT_TRUE(pauses);
  peer.send("GET / HTTP/1.1\r\n\r\n");
  turn();
  EXPECT_EQ(peer.received(), "") << "it does not spin";
  clock.advance(std::chrono::milliseconds{100});
  ASSERT_TRUE(until([&] { return peer.at_end(); }));
  EXPECT_THAT(peer.received(), StartsWith("HTTP/1.1 404"));
}

TEST_F(Listening, ProgramsThatAreStartedDoNotInheritItsSockets) {
  RawClient peer{"127.0.0.1", port()};
  ASSERT_TRUE(until([&] { return clock.armed() == 1; }));
  unsigned sockets = 0;
  for (int descriptor = 0; descriptor < 1024; ++descriptor) {
    sockaddr_in name{};
    socklen_t length = sizeof name;
    const bool ours = ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&name), &length) == 0 &&
                      name.sin_family == AF_INET && ntohs(name.sin_port) == port();
    if (!ours) continue;
    ++sockets;
    EXPECT_NE(::fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0);
  }
  EXPECT_EQ(sockets, 2U) << "the listening and the accepted one";
}

TEST_F(Listening, ThePortIsFreeAtOnceAfterClose) {
  const auto address = taken();
  RawClient peer{"127.0.0.1", port()};
  peer.send("GET / HTTP/1.1\r\n\r\n");
  ASSERT_TRUE(until([&] { return peer.at_end(); }));
  server.close();
  auto next = other({address});
  next.open();
  EXPECT_TRUE(next.doors()[0].open) << next.doors()[0].problem;
}

}  // namespace
}  // namespace lineman::cwmp
