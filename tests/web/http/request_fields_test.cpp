// What a head says, and which heads are refused.
#include <gtest/gtest.h>

#include "web/http/limits.hpp"
#include "web/http/request_head.hpp"

namespace lineman::web {
namespace {

const std::string get = "GET / HTTP/1.1\r\nHost: phone\r\n";
const std::string post = "POST / HTTP/1.1\r\nHost: phone\r\n";

unsigned refused_with(const std::string& lines) {
  const auto head = read_request_head(lines + "\r\n");
  return head ? 0 : head.error().status;
}

TEST(RequestHead, SaysWhatTheSiteNeeds) {
  const auto head = read_request_head(
      "POST /api/login?x HTTP/1.1\r\nHost: Phone:8443\r\nOrigin: https://phone:8443\r\n"
      "Cookie: a=1; b=2\r\nContent-Type: Application/JSON ; charset=utf-8\r\nContent-Length: 12\r\n"
      "Accept-Encoding: gzip\r\nIf-None-Match: \"x\"\r\n\r\n");
  ASSERT_TRUE(head);
  const auto& request = head->request;
  EXPECT_EQ(request.method, Method::post);
  EXPECT_EQ(request.path, "/api/login");
  EXPECT_EQ(request.query, "x");
  EXPECT_EQ(request.host, "phone:8443");
  EXPECT_EQ(request.origin, "https://phone:8443");
  EXPECT_EQ(request.cookie, "a=1; b=2");
  EXPECT_EQ(request.content_type, "application/json");
  EXPECT_EQ(request.accept_encoding, "gzip");
  EXPECT_EQ(request.if_none_match, "\"x\"");
  EXPECT_EQ(head->body, 12U);
  EXPECT_TRUE(head->persistent);
  EXPECT_FALSE(head->expects_continue);
}

TEST(RequestHead, ThatCouldBeTwoRequestsIsRefused) {
  EXPECT_EQ(refused_with(post + "Content-Length: 1\r\nContent-Length: 1\r\n"), 400U);
  EXPECT_EQ(refused_with(post + "Content-Length: 1\r\nContent-Length: 2\r\n"), 400U);
  EXPECT_EQ(refused_with(post + "Content-Length: 1, 1\r\n"), 400U);
  EXPECT_EQ(refused_with(post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), 400U);
  EXPECT_EQ(refused_with(post + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n"), 400U);
  EXPECT_EQ(refused_with(post + "Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n"), 400U);
  EXPECT_EQ(refused_with(get + "Host: other\r\n"), 400U);
  EXPECT_EQ(refused_with(get + "Cookie: a=1\r\nCookie: b=2\r\n"), 400U);
  EXPECT_EQ(refused_with(get + "Origin: http://a\r\nOrigin: http://b\r\n"), 400U);
}

TEST(RequestHead, OfALengthThatIsNoneIsRefused) {
  for (const auto* length : {"-1", "+1", "1a", "0x10", "1 1", "", "99999999999999999999999"})
    EXPECT_EQ(refused_with(post + "Content-Length: " + length + "\r\n"), 400U) << length;
}

TEST(RequestHead, NeedsItsHost) {
  EXPECT_EQ(refused_with("GET / HTTP/1.1\r\n"), 400U);
  EXPECT_EQ(refused_with("GET / HTTP/1.1\r\nHost:\r\n"), 400U);
  EXPECT_EQ(refused_with("GET / HTTP/1.1\r\nHost: user@phone\r\n"), 400U);
}

TEST(RequestHead, OfHttp10IsTheLastOfItsConnection) {
  const auto head = read_request_head("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_FALSE(head->persistent);
  EXPECT_EQ(head->request.host, "");
}

TEST(RequestHead, MaySayThatItIsTheLast) {
  EXPECT_FALSE(read_request_head(get + "Connection: close\r\n\r\n")->persistent);
  EXPECT_TRUE(read_request_head(get + "Connection: keep-alive\r\n\r\n")->persistent);
}

TEST(RequestHead, OfAnotherVersionIsRefused) {
  for (const auto* version : {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/1.1 "})
    EXPECT_EQ(refused_with("GET / " + std::string{version} + "\r\nHost: phone\r\n"), 505U);
  EXPECT_EQ(refused_with("GET / HTTP/1.1\nHost: phone\r\n"), 505U) << "a line ends in two octets";
}

TEST(RequestHead, OfAMethodThatIsNotTakenIsRefused) {
  for (const auto* method : {"PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"})
    EXPECT_EQ(refused_with(std::string{method} + " / HTTP/1.1\r\nHost: phone\r\n"), 405U) << method;
  EXPECT_EQ(refused_with("BREW / HTTP/1.1\r\nHost: phone\r\n"), 501U);
}

TEST(RequestHead, HasABodyOfAPostAloneAndSaysHowLong) {
  EXPECT_EQ(refused_with(get + "Content-Length: 1\r\n"), 400U);
  EXPECT_EQ(refused_with(get + "Content-Length: 0\r\n"), 0U);
  EXPECT_EQ(refused_with(post + "Transfer-Encoding: chunked\r\n"), 411U);
  EXPECT_EQ(refused_with(post + "Content-Length: " + std::to_string(largest_body) + "\r\n"), 0U);
  EXPECT_EQ(refused_with(post + "Content-Length: " + std::to_string(largest_body + 1) + "\r\n"),
            413U);
}

TEST(RequestHead, MayExpectToContinueAndNothingElse) {
  EXPECT_TRUE(read_request_head(post + "Content-Length: 1\r\nExpect: 100-Continue\r\n\r\n")
                  ->expects_continue);
  EXPECT_FALSE(read_request_head(post + "Expect: 100-continue\r\n\r\n")->expects_continue);
  EXPECT_EQ(refused_with(post + "Expect: miracles\r\n"), 417U);
}

TEST(RequestHead, HasSoManyFields) {
  std::string lines = get;
  for (std::size_t i = 1; i < most_fields; ++i) lines += "X-" + std::to_string(i) + ": 1\r\n";
  EXPECT_EQ(refused_with(lines), 0U);
  EXPECT_EQ(refused_with(lines + "One-More: 1\r\n"), 431U);
}

TEST(RequestHead, ThatIsNoHttpIsRefused) {
  for (const auto* odd :
       {"GET /\r\n", "GET  / HTTP/1.1\r\nHost: phone\r\n", "GET / HTTP/1.1\r\nHost: phone\n",
        "GET / HTTP/1.1\r\nHost : phone\r\n", "GET / HTTP/1.1\r\n Host: phone\r\n",
        "GET / HTTP/1.1\r\nHost phone\r\n", "GET / HTTP/1.1\r\nHost: a\rb\r\n", "\r\n",
        "GET / HTTP/1.1\r\nHost: phone\r\n: empty\r\n", "GET /\x01 HTTP/1.1\r\nHost: phone\r\n"})
    EXPECT_EQ(refused_with(odd), 400U) << odd;
}

}  // namespace
}  // namespace lineman::web
