// What an ACS must not do, and the sentence that says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tr069/transport/digest_check.hpp"
#include "tests/tr069/transport/loop.hpp"
#include "tests/tr069/transport/scripted_acs.hpp"
#include "tr069/codec/codec.hpp"

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
using ::testing::StartsWith;

constexpr auto password = "s3cret-pass";

class Failures : public ::testing::Test {
 protected:
  // The status or the sentence, after a challenge that was answered: a sentence never holds a
  // secret.
  std::string after(const Told& told, std::chrono::milliseconds longest = std::chrono::minutes{1}) {
    ScriptedAcs acs{[&](const Asked& asked) {
      if (asked.has("authorization")) return told;
      return answer(401, "", {test::Challenge{}.field()});
    }};
    return ask_once(acs.url("/acs?token=hidden-token"), longest);
  }

  std::string ask_once(const std::string& url,
                       std::chrono::milliseconds longest = std::chrono::minutes{1}) {
    const auto connection = client_.open({.longest_exchange = longest},
                                         {.url = url, .username = "phone-7", .password = password});
    const std::string said = outcome(ask(loop_, *connection, "<a/>"));
    EXPECT_THAT(said, AllOf(Not(HasSubstr(password)), Not(HasSubstr("phone-7")),
                            Not(HasSubstr("hidden-token"))));
    return said;
  }

  test::Loop loop_;
  HttpClient client_{loop_.context()};
};

TEST_F(Failures, StatusesAreReplies) {
  for (const int status : {400, 403, 404, 500, 503}) {
    EXPECT_EQ(after(answer(status, "plain text", {"Retry-After: 5"})), std::to_string(status));
  }
  ScriptedAcs acs{[](const Asked&) { return answer(500, "<fault/>"); }};
  const auto connection = client_.open({}, {.url = acs.url()});
  const auto reply = ask(loop_, *connection, "<a/>");
  ASSERT_TRUE(reply) << reply.error();
  EXPECT_EQ(reply->body, "<fault/>");
}

TEST_F(Failures, NobodyListens) {
  std::string url;
  std::string port;
  {
    const ScriptedAcs gone{[](const Asked&) { return answer(200); }};
    url = gone.url();
    port = std::to_string(gone.port());
  }
  EXPECT_EQ(ask_once(url), "cannot connect to 127.0.0.1 port " + port + ": Connection refused");
}

TEST_F(Failures, AUrlThatIsNone) {
  EXPECT_EQ(ask_once(""), "the URL is empty");
  EXPECT_EQ(ask_once("ftp://127.0.0.1/"), "the URL begins with neither http:// nor https://");
  EXPECT_EQ(ask_once("http://phone-7:s3cret-pass@127.0.0.1/"),
            "the URL holds a user name, which has a parameter of its own");
}

TEST_F(Failures, AClosedConnectionInsteadOfAnAnswer) {
  ScriptedAcs acs{[](const Asked&) { return Told{.close = true}; }};
  EXPECT_EQ(ask_once(acs.url()), "no answer: the ACS closed the connection");
}

TEST_F(Failures, NothingAtAll) {
  EXPECT_EQ(after({.silent = true}, std::chrono::milliseconds{200}),
            "no complete answer within 200 ms");
}

TEST_F(Failures, OneOctetAfterTheOther) {
  const std::chrono::milliseconds longest{300};
  const std::string sentence = "no complete answer within 300 ms";
  EXPECT_EQ(after({.octets = "HTTP/1.1 200 OK\r\n\r\n", .endless = "x", .pause = 5}, longest),
            sentence);
  EXPECT_EQ(after({.octets = "HTTP/1.1 200 OK\r\n", .endless = "X: y\r\n", .pause = 5}, longest),
            sentence);
}

TEST_F(Failures, HalfAnAnswer) {
  const std::string sentence = "the connection was closed before the answer was complete";
  EXPECT_EQ(after({.octets = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<a/>", .close = true}),
            sentence);
  EXPECT_EQ(after({.octets = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<a/>\r\n",
                   .close = true}),
            sentence);
}

TEST_F(Failures, WhatIsNotHttp) {
  for (const auto* octets : {"SSH-2.0-server\r\n\r\n", "HTTP/1.1 two hundred\r\n\r\n"}) {
    ScriptedAcs acs{[&](const Asked&) { return Told{.octets = octets, .close = true}; }};
    EXPECT_EQ(ask_once(acs.url()), "the answer is not HTTP") << octets;
  }
}

TEST_F(Failures, TheLargestBodyAndOneLarger) {
  EXPECT_EQ(after(answer(200, std::string(maximum_envelope, 'x'))), "200");
  EXPECT_EQ(after(answer(200, std::string(maximum_envelope + 1, 'x'))),
            "the ACS sent more than 4 MiB");
  EXPECT_EQ(after(closing(
                {.octets = "HTTP/1.0 200 OK\r\n\r\n" + std::string(maximum_envelope + 1, 'x')})),
            "the ACS sent more than 4 MiB");
}

TEST_F(Failures, AnEndlessBody) {
  const std::string sentence = "the ACS sent more than 4 MiB";
  const std::string much(100'000, 'x');
  EXPECT_EQ(after({.octets = "HTTP/1.1 200 OK\r\n\r\n", .endless = much}), sentence);
  EXPECT_EQ(after({.octets = "HTTP/1.1 302 OK\r\nLocation: /x\r\n\r\n", .endless = much}),
            sentence);
  const std::string chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(after({.octets = chunks, .endless = "186a0\r\n" + much + "\r\n"}), sentence);
}

// The body of a challenge that will be answered is dropped as it comes, and bounded all the same.
TEST_F(Failures, AnEndlessChallenge) {
  ScriptedAcs acs{[&](const Asked&) {
    return Told{.octets =
                    "HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"y\"\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n",
                .endless = "2710\r\n" + std::string(10'000, 'x') + "\r\n"};
  }};
  EXPECT_EQ(ask_once(acs.url()), "the ACS sent more than 4 MiB");
}

TEST_F(Failures, EndlessHeaderFields) {
  const std::string sentence = "the ACS sent more than 64 KiB of header fields";
  EXPECT_EQ(after({.octets = "HTTP/1.1 200 OK\r\n", .endless = "X-More: of it\r\n"}), sentence);
  EXPECT_EQ(after({.octets = "HTTP/1.1 200 OK\r\nX-One: ", .endless = "endless "}), sentence);
  EXPECT_EQ(after({.octets = "", .endless = "HTTP/1.1 100 Continue\r\n\r\n"}), sentence);
  EXPECT_EQ(after({.octets = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
                   .endless = "X-Trailer: too\r\n"}),
            sentence);
}

TEST_F(Failures, LongHeaderFieldsBelowTheLimitAreTaken) {
  EXPECT_EQ(after(answer(200, "", {"X-Long: " + std::string(maximum_reply_head - 1024, 'x')})),
            "200");
}

TEST_F(Failures, TheNextRequestOfTheSessionIsNotHarmed) {
  ScriptedAcs acs{[](const Asked& asked) {
    return asked.body == "<bad/>"
               ? Told{.octets = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<a", .close = true}
               : answer(200, "<good/>");
  }};
  const auto connection = client_.open({}, {.url = acs.url()});
  EXPECT_EQ(outcome(ask(loop_, *connection, "<bad/>")),
            "the connection was closed before the answer was complete");
  const auto reply = ask(loop_, *connection, "<next/>");
  ASSERT_TRUE(reply) << reply.error();
  EXPECT_EQ(reply->body, "<good/>");
}

}  // namespace
}  // namespace lineman::cwmp
