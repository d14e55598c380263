// How long the door waits, and for whom.
#include <gmock/gmock.h>

#include "door_rig.hpp"
#include "web/http/limits.hpp"

namespace lineman::web {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr std::chrono::milliseconds moment{1};

class Patience : public testing::Test {
 protected:
  Patience() {
    rig_.answer_with({.status = 204});
    EXPECT_TRUE(rig_.until([&] { return rig_.door.connections() == 1; }));
    rig_.turn();
  }

  // The connection stands for that long after the last octet, and not longer.
  void expect_patience(Duration patience) {
    rig_.clock.advance(patience - moment);
    rig_.turn();
    EXPECT_FALSE(client_.at_end());
    rig_.clock.advance(moment);
    EXPECT_TRUE(rig_.until_ended(client_));
  }

  // Sent, and arrived.
  void send(const std::string& octets, std::size_t requests = 0) {
    client_.send(octets);
    for (int i = 0; i < 20; ++i) rig_.loop.restart(), rig_.loop.run_one_for(moment);
    EXPECT_EQ(rig_.site.requests.size(), requests);
  }

  DoorRig rig_;
  Stream client_ = rig_.client();
};

TEST_F(Patience, IsShortWithWhoSaysNothing) {
  expect_patience(longest_head);
  EXPECT_THAT(client_.received(), IsEmpty());
}

TEST_F(Patience, IsShortWithAHead) {
  send("GET / HTTP/1.1\r\n");
  rig_.clock.advance(longest_head / 2);
  send("Host: phone\r\n");
  expect_patience(longest_head / 2);
  EXPECT_THAT(client_.received(), StartsWith("HTTP/1.1 408 "));
}

TEST_F(Patience, IsShortWithABody) {
  send("POST / HTTP/1.1\r\nHost: phone\r\nContent-Length: 9\r\n\r\n1234");
  expect_patience(longest_body);
  EXPECT_THAT(client_.received(), StartsWith("HTTP/1.1 408 "));
}

TEST_F(Patience, IsLongerBetweenTwoRequests) {
  send(plain_get, 1);
  expect_patience(longest_idle);
}

TEST_F(Patience, BeginsAnewWithEachRequest) {
  send(plain_get, 1);
  rig_.clock.advance(longest_idle - moment);
  send(plain_get, 2);
  expect_patience(longest_idle);
}

TEST_F(Patience, EndsWithWhoDoesNotReadHisAnswer) {
  rig_.answer_with({.body = std::string(std::size_t{16} << 20U, 'x')});
  send(plain_get, 1);
  rig_.clock.advance(longest_write);
  EXPECT_TRUE(rig_.until([&] { return rig_.door.connections() == 0; }));
}

TEST_F(Patience, EndsWithAnAnswerThatDoesNotCome) {
  rig_.site.answer = nullptr;
  send(plain_get, 1);
  rig_.clock.advance(longest_answer);
  EXPECT_TRUE(rig_.until_ended(client_));
  EXPECT_THAT(client_.received(), StartsWith("HTTP/1.1 503 "));
}

TEST_F(Patience, IsShortWithWhoGoesOnAfterTheEnd) {
  send("BREW / HTTP/1.1\r\n\r\n");
  EXPECT_TRUE(rig_.until_ended(client_));
  EXPECT_EQ(rig_.door.connections(), 1U) << "it reads on, so that the answer arrives";
  rig_.clock.advance(longest_farewell);
  EXPECT_EQ(rig_.door.connections(), 0U);
}

TEST_F(Patience, LeavesNoTimerBehind) {
  send(plain_get, 1);
  client_.close();
  EXPECT_TRUE(rig_.until([&] { return rig_.door.connections() == 0; }));
  EXPECT_EQ(rig_.clock.armed(), 0U);
}

}  // namespace
}  // namespace lineman::web
