// One connection for a session: kept open, made again where the ACS closed it, with its cookies.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <filesystem>

#include "tests/tr069/transport/loop.hpp"
#include "tests/tr069/transport/scripted_acs.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::ask;
using test::Asked;
using test::closing;
using test::outcome;
using test::ScriptedAcs;
using test::Told;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class SessionConnection : public ::testing::Test {
 protected:
  std::unique_ptr<HttpClient::Connection> open(const ScriptedAcs& acs) {
    return client_.open({}, {.url = acs.url()});
  }

  test::Loop loop_;
  HttpClient client_{loop_.context()};
};

TEST_F(SessionConnection, StaysTheSameAsLongAsTheAcsLetsIt) {
  ScriptedAcs acs{[](const Asked&) { return answer(200, "<a/>"); }};
  const auto connection = open(acs);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "200");
  EXPECT_EQ(acs.connections(), 1U);
}

TEST_F(SessionConnection, WakesNobodyBetweenRequests) {
  ScriptedAcs acs{[](const Asked&) { return answer(200, "<a/>"); }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "200");
  EXPECT_TRUE(loop_.idle());
  EXPECT_EQ(acs.open_connections(), 1U);
}

// libcurl before 8.1 would write into memory that it has freed.
TEST_F(SessionConnection, FailsWhereTheFirstFieldOfALaterAnswerIsFolded) {
  unsigned asked = 0;
  ScriptedAcs acs{[&asked](const Asked&) {
    if (++asked == 1) return answer(200, "<a/>");
    return Told{.octets = "HTTP/1.1 200 OK\r\n folded\r\nContent-Length: 0\r\n\r\n"};
  }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "200");
  EXPECT_THAT(outcome(ask(loop_, *connection, "<b/>")), HasSubstr("HTTP"));
}

// So that a program which the agent starts does not inherit them.
TEST_F(SessionConnection, ItsSocketsAreClosedOnExec) {
  ScriptedAcs acs{[](const Asked&) { return answer(200, "<a/>"); }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "200");
  unsigned seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    const int descriptor = std::stoi(entry.path().filename());
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    const bool connected =
        ::getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) == 0;
    if (!connected || peer.sin_family != AF_INET) continue;
    ++seen;
    EXPECT_NE(::fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0) << descriptor;
  }
  EXPECT_EQ(seen, 2U);  // both ends
}

TEST_F(SessionConnection, ComesAgainWhereTheAcsSaidThatItCloses) {
  ScriptedAcs acs{[](const Asked&) { return closing(answer(200, "<a/>", {"Connection: close"})); }};
  const auto connection = open(acs);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "200");
  EXPECT_EQ(acs.connections(), 3U);
}

TEST_F(SessionConnection, ComesAgainWhereTheAcsClosedWithoutAWord) {
  ScriptedAcs acs{[](const Asked&) { return closing(answer(200, "<a/>")); }};
  const auto connection = open(acs);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "200");
    ASSERT_TRUE(loop_.run_until([&] { return acs.open_connections() == 0; }));
  }
  EXPECT_EQ(acs.connections(), 3U);
}

// The close crosses the request: the ACS has read it, and nobody has answered.
TEST_F(SessionConnection, AsksAgainWhereTheAcsClosedInsteadOfAnAnswer) {
  ScriptedAcs acs{[](const Asked& asked) {
    return asked.connection == 1 && asked.body == "<second/>" ? Told{.close = true}
                                                              : answer(200, "<a/>");
  }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<first/>")), "200");
  EXPECT_EQ(outcome(ask(loop_, *connection, "<second/>")), "200");
  EXPECT_EQ(acs.connections(), 2U);
}

TEST_F(SessionConnection, AnswersWithoutLengthEndWithTheConnection) {
  ScriptedAcs acs{
      [](const Asked&) { return Told{.octets = "HTTP/1.0 200 OK\r\n\r\n<a/>", .close = true}; }};
  const auto connection = open(acs);
  const auto reply = ask(loop_, *connection, "<b/>");
  ASSERT_TRUE(reply) << reply.error();
  EXPECT_EQ(reply->body, "<a/>");
}

TEST_F(SessionConnection, AnswersInChunksArePutTogether) {
  ScriptedAcs acs{[](const Asked&) {
    return Told{.octets =
                    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: "
                    "chunked\r\n\r\n2\r\n<a\r\n2\r\n/>\r\n0\r\n\r\n"};
  }};
  const auto connection = open(acs);
  for (int i = 0; i < 2; ++i) {
    const auto reply = ask(loop_, *connection, "<b/>");
    ASSERT_TRUE(reply) << reply.error();
    EXPECT_EQ(reply->body, "<a/>");
  }
  EXPECT_EQ(acs.connections(), 1U);
}

TEST_F(SessionConnection, CookiesLastForTheSessionAndOverAReconnect) {
  ScriptedAcs acs{[](const Asked& asked) {
    if (asked.body != "<inform/>") return closing(answer(200, "<a/>"));
    // Two without a path, two with one, one of them elsewhere.
    return closing(answer(200, "<a/>",
                          {"Set-Cookie: JSESSIONID=a1", "Set-Cookie: $odd.name=\"b 2\"",
                           "Set-Cookie: whole=c3; Path=/; HttpOnly",
                           "Set-Cookie: other=d4; Path=/elsewhere", "Connection: close"}));
  }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<inform/>")), "200");
  EXPECT_EQ(outcome(ask(loop_, *connection, "")), "200");
  EXPECT_EQ(outcome(ask(loop_, *connection, "<c/>")), "200");
  EXPECT_FALSE(acs.asked().at(0).has("cookie"));
  for (const std::size_t i : {1U, 2U}) {
    EXPECT_EQ(acs.asked().at(i).connection, i + 1);
    EXPECT_THAT(acs.asked().at(i).field("cookie"),
                AllOf(HasSubstr("JSESSIONID=a1"), HasSubstr("$odd.name=\"b 2\""),
                      HasSubstr("whole=c3"), Not(HasSubstr("other"))));
  }
}

TEST_F(SessionConnection, AnotherSessionKnowsNothingOfTheFirst) {
  ScriptedAcs acs{[](const Asked&) { return answer(200, "<a/>", {"Set-Cookie: id=1"}); }};
  auto first = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *first, "<b/>")), "200");
  first.reset();
  EXPECT_TRUE(loop_.run_until([&] { return acs.open_connections() == 0; }));
  const auto second = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *second, "<b/>")), "200");
  EXPECT_EQ(acs.connections(), 2U);
  EXPECT_FALSE(acs.asked().at(1).has("cookie"));
}

}  // namespace
}  // namespace lineman::cwmp
