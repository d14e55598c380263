#include "web/http/request_reader.hpp"

#include <gtest/gtest.h>

#include "web/http/limits.hpp"

namespace lineman::web {
namespace {

using State = RequestReader::State;

const std::string get = "GET /a HTTP/1.1\r\nHost: phone\r\n\r\n";
const std::string post = "POST /b HTTP/1.1\r\nHost: phone\r\nContent-Length: 5\r\n\r\nhello";

TEST(RequestReader, ReadsOctetForOctetAsAtOnce) {
  RequestReader reader;
  for (const char octet : post) {
    EXPECT_NE(reader.state(), State::complete);
    reader.add({&octet, 1});
  }
  ASSERT_EQ(reader.state(), State::complete);
  const auto request = reader.take();
  EXPECT_EQ(request.path, "/b");
  EXPECT_EQ(request.body, "hello");
  EXPECT_EQ(reader.state(), State::quiet);
}

TEST(RequestReader, TellsHowFarItIs) {
  RequestReader reader;
  EXPECT_EQ(reader.state(), State::quiet);
  reader.add("POST");
  EXPECT_EQ(reader.state(), State::head);
  reader.add(post.substr(4, post.size() - 6));
  EXPECT_EQ(reader.state(), State::body);
}

TEST(RequestReader, KeepsWhatComesAheadAndHowEachEnds) {
  RequestReader reader;
  reader.add(post + "GET /c HTTP/1.1\r\nHost: phone\r\nConnection: close\r\n\r\n" + get);
  EXPECT_EQ(reader.take().path, "/b");
  EXPECT_TRUE(reader.persistent());
  EXPECT_EQ(reader.take().path, "/c");
  EXPECT_FALSE(reader.persistent());
  EXPECT_EQ(reader.take().path, "/a");
  EXPECT_EQ(reader.size(), 0U);
}

TEST(RequestReader, TakesEmptyLinesBeforeARequest) {
  RequestReader reader;
  reader.add("\r");
  reader.add("\n");
  EXPECT_EQ(reader.state(), State::quiet);
  reader.add("\r\n\r\n" + get + "\r\n\r\n" + get);
  EXPECT_EQ(reader.take().path, "/a");
  EXPECT_EQ(reader.state(), State::complete);
}

TEST(RequestReader, SaysOnceThatTheClientWaits) {
  RequestReader reader;
  reader.add("POST / HTTP/1.1\r\nHost: phone\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_TRUE(reader.wants_continue());
  EXPECT_FALSE(reader.wants_continue());
}

TEST(RequestReader, WaitsForNobodyWhoHasSentTheBodyAlready) {
  RequestReader reader;
  reader.add(
      "POST / HTTP/1.1\r\nHost: phone\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\nx");
  EXPECT_FALSE(reader.wants_continue());
}

unsigned refused_with(const std::string& octets) {
  RequestReader reader;
  reader.add(octets);
  return reader.state() == State::refused ? reader.refusal().status : 0;
}

TEST(RequestReader, HasALimitForTheRequestLine) {
  const std::string begin = "GET /";
  EXPECT_EQ(refused_with(begin + std::string(longest_request_line - begin.size(), 'a')), 0U);
  EXPECT_EQ(refused_with(begin + std::string(longest_request_line, 'a')), 414U);
  EXPECT_EQ(refused_with(begin + std::string(longest_request_line, 'a') +
                         " HTTP/1.1\r\nHost: phone\r\n\r\n"),
            414U);
}

TEST(RequestReader, HasALimitForTheHead) {
  const std::string begin = "GET / HTTP/1.1\r\nHost: phone\r\nX: ";
  const std::string end = "\r\n\r\n";
  const auto room = largest_head - begin.size() - end.size();
  RequestReader reader;
  reader.add(begin + std::string(room, 'a') + end);
  EXPECT_EQ(reader.state(), State::complete);
  EXPECT_EQ(refused_with(begin + std::string(room + 1, 'a') + end), 431U);
  EXPECT_EQ(refused_with(begin + std::string(largest_head, 'a')), 431U) << "without an end";
}

TEST(RequestReader, RefusesAtOnceWhatIsNoHttp) {
  EXPECT_EQ(refused_with("\x16\x03\x01"), 400U);
  EXPECT_EQ(refused_with(std::string(1, '\0')), 400U);
}

TEST(RequestReader, KeepsNothingOfWhatItRefused) {
  RequestReader reader;
  reader.add("GET / HTTP/9.9\r\n\r\n" + get);
  EXPECT_EQ(reader.state(), State::refused);
  reader.add(get);
  EXPECT_EQ(reader.size(), 0U);
}

}  // namespace
}  // namespace lineman::web
