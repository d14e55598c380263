#include "web/page_settings.hpp"

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/fuzz/loopback.hpp"

namespace lineman::web {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const TlsFiles files{.certificate = "/c", .key = "/k"};

TEST(PlaceOfThePage, IsTheLoopbackWhereThereIsNoCertificate) {
  EXPECT_EQ(problem_with_place({.listen = {"127.0.0.1:80", "[::1]:80", "127.8.8.8:1"}}, {}), "");
  for (const auto* open : {"0.0.0.0:80", "[::]:80", "192.0.2.1:80", "[::11]:80", "[2001:db8::1]:1"})
    EXPECT_THAT(problem_with_place({.listen = {"127.0.0.1:80", open}}, {}),
                AllOf(HasSubstr(open), HasSubstr("web.certificate"), HasSubstr("openssl req"),
                      HasSubstr("web.plain = yes")));
}

TEST(PlaceOfThePage, IsAnyWithACertificateOrWhereSomebodySaysSo) {
  EXPECT_EQ(problem_with_place({.listen = {"0.0.0.0:443"}, .tls = files}, {}), "");
  EXPECT_EQ(problem_with_place({.listen = {"0.0.0.0:80"}, .plain = true}, {}), "");
}

TEST(PlaceOfThePage, IsThatOfTheSocketsThatSystemdOpened) {
  EXPECT_NE(problem_with_place({.listen = {"127.0.0.1:80"}}, {"0.0.0.0:443"}), "");
  EXPECT_EQ(problem_with_place({.listen = {"0.0.0.0:80"}}, {"127.0.0.1:443"}), "");
}

TEST(PlaceOfThePage, HasToBeSomewhere) {
  EXPECT_THAT(problem_with_place({}, {}), HasSubstr("web.listen is off"));
}

TEST(ProblemsOfThePage, AreAllNamed) {
  const auto problems = problems_of({.listen = {"0.0.0.0:80"}});
  EXPECT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems_of({.tls = files}),
            std::vector<std::string>{"/c cannot be read: No such file or directory"});
  EXPECT_TRUE(problems_of({}).empty()) << "systemd may open a socket";
}

TEST(AddressOfSocket, IsAsInTheSettings) {
  const test::ListeningSocket four;
  EXPECT_EQ(address_of_socket(four.descriptor()), "127.0.0.1:" + std::to_string(four.port()));
  const int six = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  EXPECT_EQ(address_of_socket(six), "[::]:0");
  ::close(six);
  EXPECT_EQ(address_of_socket(-1), "");
}

}  // namespace
}  // namespace lineman::web
