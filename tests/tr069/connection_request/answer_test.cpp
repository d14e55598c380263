#include "tr069/connection_request/answer.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.hpp"
#include "tests/tr069/connection_request/digest_client.hpp"

namespace lineman::cwmp {
namespace {

class AnswerTest : public testing::Test {
 protected:
  static RequestHead head(std::string authorization = {}) {
    return {.method = "GET", .target = "/path", .authorization = std::move(authorization)};
  }
  static std::string nonce_of(const Answer& answer) {
    return answer.challenges.empty() ? "" : test::quoted_value(answer.challenges[0], "nonce");
  }
  Answer ask() { return answerer.answer(head()); }
  Answer ask_as(const test::DigestClient& who) {
    return answerer.answer(head(who.answer(nonce_of(ask()))));
  }

  test::FakeClock clock;
  RequestCredentials credentials{.username = "acs", .password = "secret word"};
  std::string path = "path";
  bool willing = true;
  unsigned requested = 0;
  Answerer answerer{clock,
                    {.credentials = [this] { return credentials; },
                     .path = [this] { return path; },
                     .requested =
                         [this] {
                           ++requested;
                           return willing;
                         }}};
  test::DigestClient client;
};

TEST_F(AnswerTest, IsAChallengeAndThenAYes) {
  const auto first = ask();
  EXPECT_EQ(first.status, 401U);
  EXPECT_EQ(first.challenges.size(), 3U);
  EXPECT_EQ(requested, 0U);
  EXPECT_EQ(answerer.answer(head(client.answer(nonce_of(first)))).status, 200U);
  EXPECT_EQ(requested, 1U);
}

TEST_F(AnswerTest, IsANoToAReplayWithANewNonce) {
  const auto authorization = client.answer(nonce_of(ask()));
  EXPECT_EQ(answerer.answer(head(authorization)).status, 200U);
  const auto again = answerer.answer(head(authorization));
  EXPECT_EQ(again.status, 401U);
  ASSERT_FALSE(again.challenges.empty());
  EXPECT_TRUE(again.challenges[0].ends_with("stale=true"));
  EXPECT_EQ(answerer.answer(head(client.answer(nonce_of(again)))).status, 200U);
  EXPECT_EQ(requested, 2U);
}

TEST_F(AnswerTest, Is404ForAnotherPath) {
  for (const auto* target : {"/", "/pat", "/path/", "/pathx", "/Path", "path", "*", "/%70ath",
                             "https://phone/path", "//path"}) {
    auto other = head();
    other.target = target;
    EXPECT_EQ(answerer.answer(other).status, 404U) << target;
  }
}

TEST_F(AnswerTest, IgnoresTheQuery) {
  for (const auto* target : {"/path?", "/path?a=b", "http://phone:7547/path?x"}) {
    auto other = head();
    other.target = target;
    EXPECT_EQ(answerer.answer(other).status, 401U) << target;
  }
}

TEST_F(AnswerTest, Is404WhileThereIsNoPath) {
  path.clear();
  for (const auto* target : {"/", "/path", "*"}) {
    auto other = head();
    other.target = target;
    EXPECT_EQ(answerer.answer(other).status, 404U) << target;
  }
}

TEST_F(AnswerTest, Is405ForAnotherMethodWhateverThePath) {
  for (const auto* method : {"POST", "HEAD", "get", "OPTIONS", "CONNECT"}) {
    auto other = head();
    other.method = method;
    EXPECT_EQ(answerer.answer(other).status, 405U) << method;
    other.target = "/elsewhere";
    EXPECT_EQ(answerer.answer(other).status, 405U) << method;
  }
}

TEST_F(AnswerTest, RepeatsTheStatusOfABadHead) {
  for (const unsigned status : {400U, 431U, 505U})
    EXPECT_EQ(answerer.answer(HeadResult{tl::unexpect, status}).status, status);
}

TEST_F(AnswerTest, Is503WhereNoSessionCanBeHad) {
  willing = false;
  EXPECT_EQ(ask_as(client).status, 503U);
  willing = true;
  EXPECT_EQ(ask_as(client).status, 200U);
}

TEST_F(AnswerTest, Is503AboveTheRateUntilItHasPassed) {
  for (unsigned i = 0; i < requests_per_minute; ++i) EXPECT_EQ(ask_as(client).status, 200U);
  EXPECT_EQ(ask().status, 503U);
  EXPECT_EQ(answerer.answer(head(client.answer("nonce"))).status, 503U);
  auto other = head();
  other.target = "/elsewhere";
  EXPECT_EQ(answerer.answer(other).status, 404U) << "the path is looked at first";
  EXPECT_EQ(requested, requests_per_minute);
  clock.advance(std::chrono::seconds{60} / requests_per_minute);
  EXPECT_EQ(ask_as(client).status, 200U);
  EXPECT_EQ(ask().status, 503U);
}

TEST_F(AnswerTest, CountsWrongCredentials) {
  auto guess = client;
  guess.password = "guess";
  for (unsigned i = 0; i < requests_per_minute; ++i) {
    const auto answer = ask_as(guess);
    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(answer.outcome, RequestOutcome::wrong_credentials);
  }
  EXPECT_EQ(ask_as(client).status, 503U);
}

TEST_F(AnswerTest, DoesNotCountChallengesAndStaleNonces) {
  for (unsigned i = 0; i < 2 * requests_per_minute; ++i) {
    EXPECT_EQ(ask().status, 401U);
    EXPECT_EQ(answerer.answer(head(client.answer("old"))).status, 401U);
  }
  EXPECT_EQ(ask_as(client).status, 200U);
}

TEST_F(AnswerTest, TakesCredentialsAndPathAsTheyAreNow) {
  const auto nonce = nonce_of(ask());
  credentials.password = client.password = "another";
  EXPECT_EQ(answerer.answer(head(client.answer(nonce))).status, 200U);
  path = "moved";
  EXPECT_EQ(ask().status, 404U);
}

TEST_F(AnswerTest, IsPrintedWithoutABody) {
  EXPECT_EQ(print({.status = 200}, true),
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(print({.status = 405}, true),
            "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nContent-Length: 0\r\n"
            "Connection: close\r\n\r\n");
  EXPECT_EQ(print({.status = 503}, true),
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
      << "without Retry-After";
  EXPECT_EQ(print({.status = 401, .challenges = {"Digest a", "Digest b"}}, false),
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest a\r\n"
            "WWW-Authenticate: Digest b\r\nContent-Length: 0\r\n\r\n");
  for (const auto& [status, reason] : {std::pair{400U, "Bad Request"}, std::pair{404U, "Not Found"},
                                       std::pair{431U, "Request Header Fields Too Large"},
                                       std::pair{505U, "HTTP Version Not Supported"}})
    EXPECT_TRUE(print({.status = status}, true)
                    .starts_with("HTTP/1.1 " + std::to_string(status) + ' ' + reason + "\r\n"));
}

}  // namespace
}  // namespace lineman::cwmp
