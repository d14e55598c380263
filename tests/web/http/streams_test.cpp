// Bodies without an end, as server-sent events are.
#include <gmock/gmock.h>

#include "door_rig.hpp"
#include "web/http/limits.hpp"

namespace lineman::web {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Streams : public testing::Test {
 protected:
  void begin(const std::string& request = plain_get) {
    client_.send(request);
    ASSERT_TRUE(rig_.until_requests(1));
    rig_.reply().begin({.content_type = "text/event-stream"}, [this] { ++closed_; });
  }

  DoorRig rig_;
  Stream client_ = rig_.client();
  int closed_ = 0;
};

TEST_F(Streams, ComeInPiecesAsTheyAreWritten) {
  begin();
  EXPECT_EQ(rig_.reply().write("data: 1\n\n"), Written::yes);
  ASSERT_TRUE(rig_.until_received(client_, "9\r\ndata: 1\n\n\r\n"));
  EXPECT_EQ(rig_.reply().write(""), Written::yes);
  EXPECT_EQ(rig_.reply().write("data: 2\n\n"), Written::yes);
  ASSERT_TRUE(rig_.until_received(client_, "data: 2"));
  EXPECT_THAT(client_.received(),
              AllOf(HasSubstr("Transfer-Encoding: chunked"), Not(HasSubstr("\r\n0\r\n"))));
  EXPECT_EQ(closed_, 0);
}

TEST_F(Streams, AreOutOfAllPatience) {
  begin();
  rig_.turn();
  rig_.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(rig_.reply().write("x"), Written::yes);
  EXPECT_TRUE(rig_.until_received(client_, "x\r\n"));
}

TEST_F(Streams, EndAndTheNextRequestFollows) {
  begin();
  rig_.reply().write("x");
  rig_.reply().end();
  ASSERT_TRUE(rig_.until_received(client_, "1\r\nx\r\n0\r\n\r\n"));
  EXPECT_EQ(rig_.reply().write("y"), Written::closed);
  rig_.answer_with({.status = 204});
  client_.send(plain_get);
  EXPECT_TRUE(rig_.until_received(client_, "HTTP/1.1 204"));
  EXPECT_EQ(closed_, 0);
}

TEST_F(Streams, EndWithTheConnectionForAnOlderClient) {
  begin("GET / HTTP/1.0\r\n\r\n");
  rig_.reply().write("x");
  ASSERT_TRUE(rig_.until_received(client_, "\r\n\r\nx"));
  rig_.reply().end();
  ASSERT_TRUE(rig_.until_ended(client_));
  EXPECT_THAT(client_.received(), Not(HasSubstr("chunked")));
}

TEST_F(Streams, EndWhereNobodyHoldsThemAnyMore) {
  begin();
  rig_.site.replies.clear();
  EXPECT_TRUE(rig_.until_received(client_, "0\r\n\r\n"));
}

TEST_F(Streams, TellWhenTheBrowserIsGone) {
  begin();
  client_.close();
  ASSERT_TRUE(rig_.until([&] { return closed_ == 1; }));
  EXPECT_EQ(rig_.reply().write("x"), Written::closed);
  EXPECT_EQ(rig_.door.connections(), 0U);
}

TEST_F(Streams, AreBoundedTowardsWhoDoesNotRead) {
  begin();
  const std::string piece(8192, 'x');
  Written last = Written::yes;
  for (std::size_t written = 0; written < (std::size_t{64} << 20U); written += piece.size()) {
    last = rig_.reply().write(piece);
    if (last != Written::yes) break;
    if (written % most_unwritten < piece.size()) rig_.turn();
  }
  EXPECT_EQ(last, Written::full);
  EXPECT_EQ(closed_, 0) << "not from within write()";
  ASSERT_TRUE(rig_.until([&] { return closed_ == 1; }));
  EXPECT_EQ(rig_.reply().write("x"), Written::closed);
}

TEST_F(Streams, OfAHeadHaveNoBody) {
  begin("HEAD / HTTP/1.1\r\nHost: phone\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(rig_.reply().write("x"), Written::closed);
  ASSERT_TRUE(rig_.until_ended(client_));
  EXPECT_EQ(body_of(client_.received()), "");
}

TEST_F(Streams, DoNotReadAheadWithoutEnd) {
  begin();
  for (int i = 0; i < 2000; ++i) {
    client_.send(std::string(4096, 'x'));
    rig_.turn();
  }
  EXPECT_EQ(rig_.reply().write("still there"), Written::yes);
  EXPECT_TRUE(rig_.until_received(client_, "still there"));
}

}  // namespace
}  // namespace lineman::web
