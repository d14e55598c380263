// The sentences of the design's chapter "Connection request" (tr069.md), one test for each, in
// their order. Those about sessions stand in cwmp_client_test.cpp.
#include <gmock/gmock.h>

#include <boost/asio/post.hpp>

#include "tests/tr069/connection_request/digest_client.hpp"
#include "tests/tr069/connection_request/server_rig.hpp"
#include "tr069/connection_request/constant_time.hpp"
#include "tr069/connection_request/random.hpp"
#include "tr069/connection_request/request_head.hpp"

namespace lineman::cwmp {
namespace {

using daemon::DigestAlgorithm;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ConnectionRequest : public ServerRig {
 protected:
  std::string nonce() { return test::quoted_value(get(), "nonce"); }
  std::string ask_as(const test::DigestClient& who) { return get(who.answer(nonce())); }
  static std::string status(const std::string& answer) { return answer.substr(9, 3); }
  std::string whole_request() {
    return "GET /path HTTP/1.1\r\nHost: phone\r\nAuthorization: " + acs.answer(nonce()) +
           "\r\n\r\n";
  }

  test::DigestClient acs;
};

TEST_F(ConnectionRequest, Http11GetIsTaken) {
  EXPECT_EQ(status(ask_as(acs)), "200");
  EXPECT_EQ(requests, 1U);
}

TEST_F(ConnectionRequest, NeverHttps) {
  RawClient tls{"127.0.0.1", port()};
  tls.send(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\n", 13));
  ASSERT_TRUE(until([&] { return tls.at_end(); }));
  EXPECT_THAT(tls.received(), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(server.url({}), StartsWith("http://"));
}

TEST_F(ConnectionRequest, RandomUnguessablePath) {
  const auto one = random_path();
  EXPECT_NE(one, random_path());
  EXPECT_GE(one.size(), 16U) << "at least 64 bits in hexadecimal digits";
}

TEST_F(ConnectionRequest, QueryAndBodyIgnored) {
  acs.uri = "/path?anything=1&x";
  EXPECT_EQ(status(get(acs.answer(nonce()), acs.uri)), "200");
  acs.uri = "/path";
  EXPECT_EQ(status(ask("GET /path HTTP/1.1\r\nContent-Length: 7\r\nAuthorization: " +
                       acs.answer(nonce()) + "\r\n\r\n<body/>")),
            "200");
}

TEST_F(ConnectionRequest, AnySourceThatAuthenticates) {
  const auto request = whole_request();
  RawClient elsewhere{"127.0.0.1", port(), "127.0.0.9"};
  elsewhere.send(request);
  ASSERT_TRUE(until([&] { return elsewhere.at_end(); }));
  EXPECT_EQ(status(elsewhere.received()), "200");
}

TEST_F(ConnectionRequest, DigestFirst) {
  EXPECT_THAT(get(), AllOf(StartsWith("HTTP/1.1 401"), HasSubstr("WWW-Authenticate: Digest"),
                           Not(HasSubstr("Basic"))));
  EXPECT_EQ(status(get("Basic YWNzOnNlY3JldCB3b3Jk")), "401");
  EXPECT_EQ(requests, 0U);
}

TEST_F(ConnectionRequest, DigestMd5) {
  EXPECT_EQ(status(ask_as(acs)), "200");
}

TEST_F(ConnectionRequest, DigestMd5Sess) {
  acs.algorithm = DigestAlgorithm::md5_sess;
  acs.algorithm_name = "MD5-sess";
  EXPECT_EQ(status(ask_as(acs)), "200");
}

TEST_F(ConnectionRequest, DigestSha256) {
  acs.algorithm = DigestAlgorithm::sha256;
  acs.algorithm_name = "SHA-256";
  EXPECT_EQ(status(ask_as(acs)), "200");
}

TEST_F(ConnectionRequest, DigestQopAuth) {
  EXPECT_THAT(get(), AllOf(HasSubstr("qop=\"auth\""), Not(HasSubstr("auth-int"))));
}

TEST_F(ConnectionRequest, NonceWithALifetime) {
  const auto old = nonce();
  clock.advance(nonce_lifetime);
  const auto answer = get(acs.answer(old));
  EXPECT_EQ(status(answer), "401");
  EXPECT_THAT(answer, HasSubstr("stale=true"));
}

TEST_F(ConnectionRequest, EachNcOnce) {
  const auto mine = nonce();
  EXPECT_EQ(status(get(acs.answer(mine))), "200");
  EXPECT_EQ(status(get(acs.answer(mine))), "401");
  acs.nc = "00000002";
  EXPECT_EQ(status(get(acs.answer(mine))), "200");
  EXPECT_EQ(requests, 2U);
}

TEST_F(ConnectionRequest, ConstantTimeCompare) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secreT"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secrets"));
  EXPECT_FALSE(equal_in_constant_time("secret", std::string_view("secre\0", 6)));
}

TEST_F(ConnectionRequest, TwoHundredWithAnEmptyBody) {
  EXPECT_THAT(ask_as(acs), AllOf(StartsWith("HTTP/1.1 200 OK\r\n"),
                                 HasSubstr("Content-Length: 0\r\n"), EndsWith("\r\n\r\n")));
}

// The hook that wants a session has returned before the answer is written, and nothing of the
// session is in it.
TEST_F(ConnectionRequest, TwoHundredBeforeTheSessionStarts) {
  const auto request = whole_request();
  bool begun = false;
  requested = [&] {
    boost::asio::post(loop, [&] { begun = true; });
    return true;
  };
  RawClient peer{"127.0.0.1", port()};
  peer.send(request);
  ASSERT_TRUE(until([&] { return begun; }));
  EXPECT_EQ(status(peer.received()), "200") << "it is on its way when the session may begin";
}

TEST_F(ConnectionRequest, DuringASession503OrOneMoreAfterwards) {
  requested = [] { return false; };
  EXPECT_EQ(status(ask_as(acs)), "503");
  EXPECT_EQ(outcomes.back(), RequestOutcome::no_session);
  requested = [] { return true; };
  EXPECT_EQ(status(ask_as(acs)), "200");
}

TEST_F(ConnectionRequest, RateLimit503WithoutRetryAfter) {
  for (unsigned i = 0; i < requests_per_minute; ++i) ASSERT_EQ(status(ask_as(acs)), "200");
  const auto limited = get();
  EXPECT_EQ(status(limited), "503");
  EXPECT_THAT(limited, Not(HasSubstr("Retry-After")));
  EXPECT_EQ(outcomes.back(), RequestOutcome::too_many);
}

TEST_F(ConnectionRequest, WrongPath404) {
  EXPECT_EQ(status(get({}, "/")), "404");
  EXPECT_EQ(status(get({}, "/pat")), "404");
  EXPECT_EQ(status(get({}, "/path/")), "404");
  EXPECT_THAT(outcomes, Each(RequestOutcome::wrong_path));
}

TEST_F(ConnectionRequest, OtherMethods405) {
  for (const std::string method : {"HEAD", "POST", "PUT", "OPTIONS", "get"}) {
    EXPECT_EQ(status(ask(method + " /path HTTP/1.1\r\n\r\n")), "405") << method;
  }
  EXPECT_THAT(outcomes, Each(RequestOutcome::wrong_method));
}

TEST_F(ConnectionRequest, HeaderLimit) {
  const std::string most(maximum_request_head, 'x');
  EXPECT_EQ(status(ask("GET /path HTTP/1.1\r\nX: " + most + "\r\n\r\n")), "431");
  EXPECT_THAT(outcomes, ElementsAre(RequestOutcome::too_large));
}

TEST_F(ConnectionRequest, TimeLimitForSlowClients) {
  RawClient slow{"127.0.0.1", port()};
  slow.send("GET /path HTTP/1.1\r\nHost: ph");
  ASSERT_TRUE(until([&] { return clock.armed() == 1; }));
  const auto text = logged([&] { clock.advance(longest_request); });
  EXPECT_TRUE(until([&] { return slow.at_end(); }));
  EXPECT_THAT(outcomes, ElementsAre(RequestOutcome::too_slow));
  EXPECT_THAT(text, HasSubstr("from 127.0.0.1 was refused: not complete in time"));
}

TEST_F(ConnectionRequest, WhoeverLeavesItsChallengeUnansweredIsNotCountedAsSlow) {
  RawClient peer{"127.0.0.1", port()};
  peer.send("GET /path HTTP/1.1\r\n\r\n");
  ASSERT_TRUE(until([&] { return !peer.received().empty(); }));
  clock.advance(longest_request);
  EXPECT_TRUE(until([&] { return peer.at_end(); }));
  EXPECT_THAT(outcomes, ElementsAre(RequestOutcome::challenged));
}

TEST_F(ConnectionRequest, OffIsAClosedPort) {
  const auto before = port();
  server.close();
  EXPECT_THROW(RawClient("127.0.0.1", before), std::runtime_error);
}

TEST_F(ConnectionRequest, ThePasswordIsNeverLogged) {
  const auto text = logged([&] {
    ask_as(acs);
    acs.password = "another secret";
    ask_as(acs);
    get("Basic YWNzOnNlY3JldCB3b3Jk");
    get("Digest password=\"secret word\"");
  });
  EXPECT_THAT(text, HasSubstr("wrong credentials"));
  for (const auto* secret : {"secret", "word", "YWNz"}) EXPECT_THAT(text, Not(HasSubstr(secret)));
}

// Each is answered, and each is counted: none of them waits for another.
TEST_F(ConnectionRequest, AThousandOneAfterTheOtherAreAllAnswered) {
  for (unsigned i = 0; i < 1000; ++i) {
    ASSERT_THAT(get(), StartsWith("HTTP/1.1 401")) << i;
  }
  EXPECT_EQ(outcomes.size(), 1000U);
}

class OnIPv6 : public ServerRig {
 protected:
  OnIPv6() : ServerRig({"127.0.0.1:0", "[::1]:0"}) {}
};

TEST_F(OnIPv6, ConnectionRequestsAreTakenOverIPv4AndIPv6) {
  if (!server.doors()[1].open) GTEST_SKIP() << "no IPv6 here: " << server.doors()[1].problem;
  for (const std::string host : {"127.0.0.1", "::1"}) {
    const auto url = server.url(host);
    const auto colon = url.rfind(':');
    RawClient peer{host, static_cast<unsigned short>(std::stoul(url.substr(colon + 1)))};
    peer.send("GET /path HTTP/1.1\r\nConnection: close\r\n\r\n");
    ASSERT_TRUE(until([&] { return peer.at_end(); }));
    EXPECT_THAT(peer.received(), StartsWith("HTTP/1.1 401")) << host;
  }
}

}  // namespace
}  // namespace lineman::cwmp
