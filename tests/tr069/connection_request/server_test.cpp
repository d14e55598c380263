#include "tr069/connection_request/server.hpp"

#include <gmock/gmock.h>

#include <deque>

#include "tests/tr069/connection_request/digest_client.hpp"
#include "tests/tr069/connection_request/server_rig.hpp"

namespace lineman::cwmp {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ServerTest : public ServerRig {
 protected:
  std::string status(const std::string& answer) { return answer.substr(0, answer.find("\r\n")); }
  std::string answer_to(const std::string& challenge) {
    return client.answer(test::quoted_value(challenge, "nonce"));
  }
  bool answered(RawClient& peer, unsigned times) {
    return until([&] {
      unsigned heads = 0;
      for (auto at = peer.received().find("\r\n\r\n"); at != std::string::npos; ++heads)
        at = peer.received().find("\r\n\r\n", at + 4);
      return heads >= times;
    });
  }
  static std::string request(const std::string& authorization) {
    return "GET /path HTTP/1.1\r\nAuthorization: " + authorization + "\r\n\r\n";
  }

  test::DigestClient client;
};

TEST_F(ServerTest, ChallengesAndThenAccepts) {
  const auto challenge = get();
  EXPECT_THAT(challenge, StartsWith("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest "));
  EXPECT_THAT(challenge, HasSubstr("algorithm=SHA-256\r\nWWW-Authenticate: Digest "));
  EXPECT_THAT(challenge, HasSubstr("algorithm=MD5\r\nContent-Length: 0\r\n\r\n"));
  EXPECT_EQ(requests, 0U);
  EXPECT_EQ(get(answer_to(challenge)),
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(requests, 1U);
}

TEST_F(ServerTest, KeepsTheConnectionForTheAnswerToItsChallenge) {
  RawClient peer{"127.0.0.1", port()};
  peer.send("GET /path HTTP/1.1\r\n\r\n");
  ASSERT_TRUE(answered(peer, 1));
  EXPECT_THAT(peer.received(), Not(HasSubstr("Connection: close")));
  peer.send(request(answer_to(peer.received())));
  ASSERT_TRUE(answered(peer, 2));
  EXPECT_THAT(peer.received(), HasSubstr("HTTP/1.1 200 OK"));
  EXPECT_TRUE(until([&] { return peer.at_end(); }));
}

TEST_F(ServerTest, ClosesAfterTheSecondRequestWhateverItWas) {
  RawClient peer{"127.0.0.1", port()};
  const std::string wrong = request("Digest username=\"x\"");
  peer.send(wrong + wrong + wrong);
  ASSERT_TRUE(until([&] { return peer.at_end(); }));
  const auto first = peer.received().find("Connection: close");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(peer.received().find("HTTP/1.1", first), std::string::npos) << "no third answer";
  EXPECT_NE(peer.received().find("HTTP/1.1 401", 1), std::string::npos) << "a second one";
}

TEST_F(ServerTest, ClosesAfterAChallengeWhereTheClientWantsItOrHasABody) {
  for (const std::string head :
       {"GET /path HTTP/1.1\r\nConnection: close\r\n\r\n", "GET /path HTTP/1.0\r\n\r\n",
        "GET /path HTTP/1.1\r\nContent-Length: 28\r\n\r\n"
        "GET /path HTTP/1.1\r\n\r\nabcd"}) {
    RawClient peer{"127.0.0.1", port()};
    peer.send(head);
    ASSERT_TRUE(until([&] { return peer.at_end(); }));
    EXPECT_THAT(peer.received(), StartsWith("HTTP/1.1 401"));
    EXPECT_THAT(peer.received(), testing::EndsWith("Connection: close\r\n\r\n"));
    EXPECT_EQ(peer.received().find("HTTP/1.1 4", 1), std::string::npos) << "a body is no request";
  }
}

TEST_F(ServerTest, RefusesWrongCredentialsAndReplays) {
  auto guess = client;
  guess.password = "guess";
  EXPECT_THAT(get(guess.answer(test::quoted_value(get(), "nonce"))), StartsWith("HTTP/1.1 401"));
  EXPECT_EQ(requests, 0U);
  const auto authorization = answer_to(get());
  EXPECT_THAT(get(authorization), StartsWith("HTTP/1.1 200"));
  const auto replay = get(authorization);
  EXPECT_THAT(replay, StartsWith("HTTP/1.1 401"));
  EXPECT_THAT(replay, HasSubstr("stale=true"));
  EXPECT_EQ(requests, 1U);
}

TEST_F(ServerTest, ANonceIsGoodOnAnyConnection) {
  const auto first = get();
  get();
  EXPECT_THAT(get(answer_to(first)), StartsWith("HTTP/1.1 200"));
}

TEST_F(ServerTest, SaysWhatIsWrongWithARequest) {
  EXPECT_EQ(status(get({}, "/")), "HTTP/1.1 404 Not Found");
  EXPECT_EQ(status(get({}, "/pathx")), "HTTP/1.1 404 Not Found");
  EXPECT_EQ(status(get({}, "/path?query")), "HTTP/1.1 401 Unauthorized");
  const auto post = ask("POST /path HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_THAT(post, StartsWith("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\n"));
  EXPECT_EQ(status(ask("hello\r\n")), "HTTP/1.1 400 Bad Request");
  EXPECT_EQ(status(ask(std::string{"\x16\x03\x01\x00\x05", 5})), "HTTP/1.1 400 Bad Request")
      << "TLS";
  EXPECT_EQ(status(ask("GET /path HTTP/2.0\r\n")), "HTTP/1.1 505 HTTP Version Not Supported");
  requested = [] { return false; };
  const auto busy = get(answer_to(get()));
  EXPECT_EQ(status(busy), "HTTP/1.1 503 Service Unavailable");
  EXPECT_THAT(busy, Not(HasSubstr("Retry-After")));
}

TEST_F(ServerTest, Answers503AboveTheRate) {
  for (unsigned i = 0; i < requests_per_minute; ++i)
    ASSERT_THAT(get(answer_to(get())), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(get(), StartsWith("HTTP/1.1 503"));
  EXPECT_EQ(requests, requests_per_minute);
  clock.advance(std::chrono::minutes{1});
  EXPECT_THAT(get(answer_to(get())), StartsWith("HTTP/1.1 200"));
}

TEST_F(ServerTest, AnswersAnEndlessHeaderAndStopsReading) {
  RawClient peer{"127.0.0.1", port()};
  peer.send("GET /path HTTP/1.1\r\n");
  const std::string line = "X-Fill: " + std::string(1000, 'x') + "\r\n";
  ASSERT_TRUE(until([&] {
    peer.send(line);
    return peer.at_end();
  }));
  EXPECT_THAT(peer.received(), StartsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n"));
}

TEST_F(ServerTest, TheAnswerArrivesThoughMoreWasSentThanRead) {
  RawClient peer{"127.0.0.1", port()};
  peer.send("GET /path HTTP/1.1\r\n" + std::string(40'000, 'x'));
  ASSERT_TRUE(until([&] { return peer.at_end(); }));
  EXPECT_THAT(peer.received(), testing::EndsWith("Connection: close\r\n\r\n"));
}

TEST_F(ServerTest, GivesUpASlowClient) {
  RawClient slow{"127.0.0.1", port()};
  slow.send("GET /pa");
  ASSERT_TRUE(until([&] { return clock.armed() == 1; }));
  for (int seconds = 1; seconds < longest_request.count(); ++seconds) {
    clock.advance(std::chrono::seconds{1});
    slow.send("t");
    turn();
    ASSERT_FALSE(slow.at_end()) << seconds;
  }
  clock.advance(std::chrono::seconds{1});
  EXPECT_TRUE(until([&] { return slow.at_end(); }));
  EXPECT_EQ(slow.received(), "");
  EXPECT_THAT(get(), StartsWith("HTTP/1.1 401")) << "others are served";
}

TEST_F(ServerTest, GivesUpAClientThatDoesNotAnswerItsChallenge) {
  RawClient slow{"127.0.0.1", port()};
  slow.send("GET /path HTTP/1.1\r\n\r\n");
  ASSERT_TRUE(answered(slow, 1));
  clock.advance(longest_request - std::chrono::milliseconds{1});
  turn();
  EXPECT_FALSE(slow.at_end());
  clock.advance(std::chrono::milliseconds{1});
  EXPECT_TRUE(until([&] { return slow.at_end(); }));
}

TEST_F(ServerTest, DoesNotWaitLongForAClientToClose) {
  const auto before = clock.armed();
  RawClient slow{"127.0.0.1", port()};
  slow.send("GET / HTTP/1.1\r\n\r\n");
  ASSERT_TRUE(until([&] { return slow.at_end(); }));
  EXPECT_EQ(clock.armed(), before + 1);
  clock.advance(std::chrono::seconds{2});
  turn();
  EXPECT_EQ(clock.armed(), before) << "the connection is forgotten";
}

TEST_F(ServerTest, ClosesConnectionsAboveTheNumberOfTheirSourceAtOnce) {
  std::deque<RawClient> all;
  for (unsigned i = 0; i < maximum_connections_of_source; ++i) {
    all.emplace_back("127.0.0.1", port());
  }
  ASSERT_TRUE(until([&] { return clock.armed() == maximum_connections_of_source; }));
  RawClient one_more{"127.0.0.1", port()};
  EXPECT_TRUE(until([&] { return one_more.at_end(); }));
  EXPECT_EQ(one_more.received(), "");
  EXPECT_THAT(outcomes, testing::ElementsAre(RequestOutcome::too_many_connections));
  for (auto& peer : all) EXPECT_FALSE(peer.at_end());
  RawClient another{"127.0.0.1", port(), "127.0.0.2"};
  another.send("GET /path HTTP/1.1\r\n\r\n");
  EXPECT_TRUE(answered(another, 1)) << "another source is served";
  all.front().close();
  ASSERT_TRUE(until([&] { return clock.armed() == maximum_connections_of_source; }));
  EXPECT_THAT(get(), StartsWith("HTTP/1.1 401"));
}

TEST_F(ServerTest, ClosesConnectionsAboveItsNumberAtOnce) {
  std::deque<RawClient> all;
  for (unsigned i = 0; i < maximum_connections; ++i) {
    const auto source = "127.0.0." + std::to_string(2 + i / maximum_connections_of_source);
    all.emplace_back("127.0.0.1", port(), source);
    ASSERT_TRUE(until([&] { return clock.armed() == i + 1; })) << "it is taken from the kernel";
  }
  RawClient one_more{"127.0.0.1", port()};
  EXPECT_TRUE(until([&] { return one_more.at_end(); }));
  for (auto& peer : all) EXPECT_FALSE(peer.at_end());
}

TEST_F(ServerTest, BearsClientsThatGoAwayAtAnyMoment) {
  const std::string whole = request(answer_to(get()));
  for (std::size_t size = 0; size <= whole.size(); size += 7) {
    RawClient peer{"127.0.0.1", port()};
    peer.send(whole.substr(0, size));
    if (size % 2 == 0) turn();  // it has been read, or not
    peer.close();
    turn();
  }
  EXPECT_TRUE(until([&] { return clock.armed() == 0; }));
  EXPECT_THAT(get(), StartsWith("HTTP/1.1 401"));
}

TEST_F(ServerTest, LogsSourceAndOutcomeAndNoSecret) {
  const auto text = logged([&] {
    get({}, "/wrong-place");
    get("Digest username=\"someone\", nonce=\"else\"");
    get(answer_to(get()));
  });
  EXPECT_THAT(text, HasSubstr("a connection request from 127.0.0.1 was refused: wrong path"));
  EXPECT_THAT(text, HasSubstr("from 127.0.0.1 was refused: wrong credentials"));
  EXPECT_THAT(text, HasSubstr("from 127.0.0.1 was accepted"));
  for (const auto* secret : {"wrong-place", "someone", "else", "/path", "acs", "secret"})
    EXPECT_THAT(text, Not(HasSubstr(secret)));
}

TEST_F(ServerTest, LogsNoMoreThanSoManyLines) {
  const auto count = [](const std::string& text) { return std::ranges::count(text, '\n'); };
  const auto text = logged([&] {
    for (unsigned i = 0; i < log_lines_per_minute + 10; ++i) get({}, "/wrong");
  });
  EXPECT_EQ(count(text), log_lines_per_minute);
  clock.advance(std::chrono::minutes{1});
  const auto later = logged([&] { get({}, "/wrong"); });
  EXPECT_EQ(count(later), 1);
  EXPECT_THAT(later, HasSubstr("; 10 before it were not logged"));
}

TEST_F(ServerTest, ClosesEverythingAndOpensAgain) {
  RawClient peer{"127.0.0.1", port()};
  ASSERT_TRUE(until([&] { return clock.armed() == 1; }));
  const auto old_port = port();
  server.close();
  server.close();
  EXPECT_TRUE(until([&] { return peer.at_end(); }));
  EXPECT_EQ(clock.armed(), 0U);
  EXPECT_THROW(RawClient("127.0.0.1", old_port), std::runtime_error);
  EXPECT_EQ(server.url({}), "");
  ASSERT_EQ(server.doors().size(), 1U);
  EXPECT_FALSE(server.doors()[0].open);
  EXPECT_EQ(server.doors()[0].problem, "");
  server.open();
  server.open();
  EXPECT_TRUE(server.doors()[0].open);
  EXPECT_THAT(get(), StartsWith("HTTP/1.1 401"));
}

TEST_F(ServerTest, MayBeClosedByTheRequestItself) {
  const auto authorization = answer_to(get());
  requested = [this] {
    server.close();
    return true;
  };
  RawClient peer{"127.0.0.1", port()};
  peer.send(request(authorization));
  EXPECT_TRUE(until([&] { return peer.at_end(); }));
  EXPECT_EQ(requests, 1U);
}

}  // namespace
}  // namespace lineman::cwmp
