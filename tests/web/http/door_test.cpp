// Requests and answers over one connection.
#include <gmock/gmock.h>

#include "door_rig.hpp"
#include "web/http/limits.hpp"

namespace lineman::web {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class DoorTest : public testing::Test {
 protected:
  DoorRig rig_;
  Stream client_ = rig_.client();
};

TEST_F(DoorTest, HandsARequestToTheSiteAndItsAnswerBack) {
  rig_.answer_with({.content_type = "text/plain", .body = "hello"});
  client_.send("POST /x?y HTTP/1.1\r\nHost: Phone\r\nContent-Length: 4\r\n\r\nbody");
  ASSERT_TRUE(rig_.until_received(client_, "hello"));
  EXPECT_THAT(client_.received(), AllOf(StartsWith("HTTP/1.1 200 OK\r\n"),
                                        HasSubstr("\r\nContent-Type: text/plain\r\n"),
                                        HasSubstr("\r\nContent-Length: 5\r\n")));
  const auto& request = rig_.site.requests.at(0);
  EXPECT_EQ(request.path, "/x");
  EXPECT_EQ(request.body, "body");
  EXPECT_EQ(request.peer, "127.0.0.1");
  EXPECT_FALSE(request.encrypted);
}

TEST_F(DoorTest, StaysForTheNextRequest) {
  rig_.answer_with({.status = 204});
  for (std::size_t i = 1; i <= 3; ++i) {
    client_.send(plain_get);
    ASSERT_TRUE(rig_.until_requests(i));
  }
  rig_.turn();
  EXPECT_FALSE(client_.at_end());
}

TEST_F(DoorTest, AnswersPipelinedRequestsOneAtATime) {
  client_.send(plain_get + "GET /b HTTP/1.1\r\nHost: phone\r\nConnection: close\r\n\r\n");
  ASSERT_TRUE(rig_.until_requests(1));
  rig_.turn();
  EXPECT_EQ(rig_.site.requests.size(), 1U) << "the second one waits for the first one's answer";
  rig_.reply().send({.status = 404});
  ASSERT_TRUE(rig_.until_requests(2));
  rig_.reply().send({.status = 204});
  ASSERT_TRUE(rig_.until_ended(client_));
  EXPECT_LT(client_.received().find("404"), client_.received().find("204"));
}

TEST_F(DoorTest, ClosesBehindTheLastAnswer) {
  rig_.answer_with({.body = "x"});
  client_.send("GET / HTTP/1.0\r\n\r\n");
  ASSERT_TRUE(rig_.until_ended(client_));
  EXPECT_THAT(client_.received(), HasSubstr("\r\nConnection: close\r\n"));
}

TEST_F(DoorTest, SendsNoBodyForAHead) {
  rig_.answer_with({.content_type = "text/plain", .body = "hello"});
  client_.send("HEAD / HTTP/1.1\r\nHost: phone\r\nConnection: close\r\n\r\n");
  ASSERT_TRUE(rig_.until_ended(client_));
  EXPECT_THAT(client_.received(), HasSubstr("\r\nContent-Length: 5\r\n"));
  EXPECT_EQ(body_of(client_.received()), "");
}

TEST_F(DoorTest, AnswersWhateverIsRefusedAndCloses) {
  client_.send("PUT / HTTP/1.1\r\nHost: phone\r\n\r\n" + plain_get);
  ASSERT_TRUE(rig_.until_ended(client_));
  EXPECT_THAT(client_.received(),
              AllOf(StartsWith("HTTP/1.1 405 Method Not Allowed\r\n"),
                    HasSubstr("\r\nAllow: GET, HEAD, POST\r\n"), HasSubstr("Connection: close"),
                    HasSubstr("X-Content-Type-Options: nosniff")));
  EXPECT_TRUE(rig_.site.requests.empty());
}

TEST_F(DoorTest, TellsAClientThatWaitsToContinue) {
  client_.send(
      "POST / HTTP/1.1\r\nHost: phone\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  ASSERT_TRUE(rig_.until_received(client_, "HTTP/1.1 100 Continue\r\n\r\n"));
  rig_.answer_with({.status = 204});
  client_.send("ab");
  ASSERT_TRUE(rig_.until_received(client_, "HTTP/1.1 204 No Content\r\n"));
  EXPECT_EQ(rig_.site.requests.at(0).body, "ab");
}

TEST_F(DoorTest, RefusesALargeBodyBeforeItIsSent) {
  client_.send(
      "POST / HTTP/1.1\r\nHost: phone\r\nContent-Length: 9999999\r\n"
      "Expect: 100-continue\r\n\r\n");
  ASSERT_TRUE(rig_.until_ended(client_));
  EXPECT_THAT(client_.received(), AllOf(StartsWith("HTTP/1.1 413 "), Not(HasSubstr("100 Con"))));
}

TEST_F(DoorTest, TakesTheLargestBody) {
  rig_.answer_with({.status = 204});
  client_.send("POST / HTTP/1.1\r\nHost: phone\r\nContent-Length: " + std::to_string(largest_body) +
               "\r\n\r\n");
  std::size_t sent = 0;
  const std::string piece(64 * 1024, 'x');
  while (sent < largest_body) {
    client_.send(piece);
    sent += piece.size();
    ASSERT_TRUE(rig_.until([&] { return rig_.loop.poll_one() == 0; }));
  }
  ASSERT_TRUE(rig_.until_received(client_, "204"));
  EXPECT_EQ(rig_.site.requests.at(0).body.size(), largest_body);
}

TEST_F(DoorTest, WritesALargeAnswerWhole) {
  const std::string body(std::size_t{3} << 20U, 'x');
  rig_.answer_with({.content_type = "text/plain", .body = body});
  client_.send("GET / HTTP/1.1\r\nHost: phone\r\nConnection: close\r\n\r\n");
  ASSERT_TRUE(rig_.until_ended(client_));
  EXPECT_EQ(body_of(client_.received()), body);
}

TEST_F(DoorTest, SaysThatARequestThatNobodyAnsweredFailed) {
  client_.send(plain_get);
  ASSERT_TRUE(rig_.until_requests(1));
  rig_.site.replies.clear();
  ASSERT_TRUE(rig_.until_received(client_, "HTTP/1.1 500 Internal Server Error\r\n"));
}

TEST_F(DoorTest, TakesOneAnswer) {
  client_.send(plain_get + plain_get);
  ASSERT_TRUE(rig_.until_requests(1));
  const auto first = rig_.site.replies.at(0);
  first->send({.status = 204});
  first->send({.status = 404});
  ASSERT_TRUE(rig_.until_requests(2));
  first->send({.status = 404});
  first->begin({.status = 404}, [] {});
  rig_.reply().send({.status = 204});
  rig_.turn();
  EXPECT_THAT(client_.received(), Not(HasSubstr("404")));
}

TEST_F(DoorTest, ForgetsAClientThatIsGone) {
  client_.send(plain_get);
  ASSERT_TRUE(rig_.until_requests(1));
  client_.close();
  rig_.reply().send({.body = std::string(1U << 20U, 'x')});
  EXPECT_TRUE(rig_.until([&] { return rig_.door.connections() == 0; }));
}

TEST_F(DoorTest, AnswersWhoHasEndedHisSideAfterTheRequest) {
  rig_.answer_with({.body = "hello"});
  client_.send(plain_get);
  client_.shut_down();
  EXPECT_TRUE(rig_.until_received(client_, "hello"));
}

}  // namespace
}  // namespace lineman::web
