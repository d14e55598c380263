#include "tr069/connection_request/request_head.hpp"

#include <gtest/gtest.h>

#include "tr069/connection_request/request_target.hpp"

namespace lineman::cwmp {
namespace {

std::string shown(const std::optional<HeadResult>& result) {
  if (!result) return "nothing yet";
  if (!*result) return std::to_string(result->error());
  const auto& head = **result;
  return head.method + ' ' + head.target + " (" + head.authorization + ')' +
         (head.persistent ? " stays" : " closes");
}

// Read at once, and octet for octet: alike.
HeadResult read(std::string_view octets) {
  RequestHeadReader at_once;
  const auto whole = at_once.add(octets);
  RequestHeadReader slowly;
  std::optional<HeadResult> result;
  for (std::size_t i = 0; i < octets.size() && !result; ++i)
    result = slowly.add(octets.substr(i, 1));
  EXPECT_EQ(shown(whole), shown(result));
  return whole.value_or(HeadResult{tl::unexpect, 0U});
}

unsigned refused(std::string_view octets) {
  const auto result = read(octets);
  return result ? 200 : result.error();
}

TEST(RequestHead, IsReadWithItsAuthorization) {
  const auto head = read("GET /p HTTP/1.1\r\nHost: phone\r\nauthorization:  Digest a=b \t\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(shown(head), "GET /p (Digest a=b) stays");
}

TEST(RequestHead, KeepsMethodAndTargetAsTheyCame) {
  const auto head = read("M-SEARCH http://phone:7547/p?q=%20 HTTP/1.1\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->method, "M-SEARCH");
  EXPECT_EQ(head->target, "http://phone:7547/p?q=%20");
}

TEST(RequestHead, BearsSloppySenders) {
  EXPECT_EQ(shown(read("GET /p HTTP/1.1\n\n")), "GET /p () stays") << "LF alone";
  EXPECT_EQ(shown(read("\r\n\r\nGET /p HTTP/1.1\r\n\r\n")), "GET /p () stays")
      << "empty lines before";
  EXPECT_EQ(shown(read("GET /p HTTP/1.1\r\nX:\r\nY: \xC3\xA4\tb\r\n\r\n")), "GET /p () stays");
}

TEST(RequestHead, KnowsWhetherTheConnectionCanStay) {
  for (const auto* field : {"Connection: close", "connection: Keep-Alive , CLOSE",
                            "Content-Length: 5", "Content-Length: x", "Transfer-Encoding: chunked"})
    EXPECT_EQ(shown(read("GET /p HTTP/1.1\r\n" + std::string{field} + "\r\n\r\n")),
              "GET /p () closes")
        << field;
  EXPECT_EQ(shown(read("GET /p HTTP/1.0\r\n\r\n")), "GET /p () closes");
  EXPECT_EQ(shown(read("GET /p HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")), "GET /p () closes");
  EXPECT_EQ(shown(read("GET /p HTTP/1.1\r\nContent-Length: 0\r\nConnection: closed\r\n\r\n")),
            "GET /p () stays");
}

class BadHead : public testing::TestWithParam<const char*> {};

TEST_P(BadHead, Is400) {
  EXPECT_EQ(refused(GetParam() + std::string{"\r\n\r\n"}), 400U);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadHead,
    testing::Values("GET", "GET /p", "GET /p ", "GET  HTTP/1.1", " GET /p HTTP/1.1",
                    "GET /p HTTP/1.1 ", "GET /a b HTTP/1.1", "G@T /p HTTP/1.1",
                    "GET /\xC3 HTTP/1.1", "GET /\x7f HTTP/1.1", "GET /p http/1.1", "GET /p HTTP/1",
                    "GET /p HTTP/1.x", "GET /p HTTP/11.1", "GET /p SIP/2.0x", "GET\t/p\tHTTP/1.1",
                    "\x16\x03\x01\x02", "GET /p HTTP/1.1\r\nno colon", "GET /p HTTP/1.1\r\n: x",
                    "GET /p HTTP/1.1\r\nA : x", "GET /p HTTP/1.1\r\n A: x",
                    "GET /p HTTP/1.1\r\nA: x\r\n folded", "GET /p HTTP/1.1\r\nA: x\r\n\tfolded",
                    "GET /p HTTP/1.1\r\nA: x\ry", "GET /p HTTP/1.1\r\r\nA: x",
                    "GET /p HTTP/1.1\r\nA: \x01", "GET /p HTTP/1.1\r\nA: \x7f",
                    "GET /p HTTP/1.1\r\nAuthorization: a\r\nAuthorization: a",
                    "GET /p HTTP/1.1\r\nAuthorization:\r\nauthorization: a"));

TEST(RequestHead, RefusesNulAtOnce) {
  RequestHeadReader reader;
  const auto result = reader.add({"GE\0", 3});
  ASSERT_TRUE(result);
  EXPECT_EQ(shown(result), "400");
  EXPECT_EQ(shown(reader.add("GET /p HTTP/1.1\r\n\r\n")), "400") << "a refusal is for good";
}

TEST(RequestHead, RefusesOtherVersions) {
  EXPECT_EQ(refused("GET /p HTTP/2.0\r\n\r\n"), 505U);
  EXPECT_EQ(refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505U);
  EXPECT_EQ(refused("GET /p HTTP/0.9\r\n\r\n"), 505U);
  EXPECT_EQ(refused("GET /p HTTP/1.9\r\n\r\n"), 200U);
}

TEST(RequestHead, KeepsItsLimit) {
  const std::string start = "GET /p HTTP/1.1\r\nX: ";
  const auto of_size = [&](std::size_t size) {
    return start + std::string(size - start.size() - 4, 'x') + "\r\n\r\n";
  };
  EXPECT_EQ(refused(of_size(maximum_request_head)), 200U);
  EXPECT_EQ(refused(of_size(maximum_request_head + 1)), 431U);
}

TEST(RequestHead, SaysTheSameInHoweverManyPiecesItComes) {
  std::string octets(maximum_request_head + 10, 'x');
  EXPECT_EQ(refused(octets), 431U);
  octets[maximum_request_head] = '\0';
  EXPECT_EQ(refused(octets), 431U);
  octets[maximum_request_head - 1] = '\0';
  EXPECT_EQ(refused(octets), 400U);
}

TEST(RequestHead, RefusesOneThatDoesNotEnd) {
  for (const std::string part : {"x", "X: y\r\n", "\r\n"}) {
    RequestHeadReader reader;
    if (part != "\r\n") reader.add("GET /p HTTP/1.1\r\n");
    std::size_t sent = 0;
    std::optional<HeadResult> result;
    while (!result && sent <= 2 * maximum_request_head) {
      result = reader.add(part);
      sent += part.size();
    }
    ASSERT_TRUE(result) << part;
    EXPECT_EQ(shown(result), "431") << part;
    EXPECT_LE(sent, maximum_request_head + part.size());
  }
}

TEST(RequestHead, KeepsWhatFollowsForTheNextOne) {
  RequestHeadReader reader;
  EXPECT_EQ(shown(reader.add("GET /p HTTP/1.1\r\nAuthorization: a\r\n\r\nGET /p HT")),
            "GET /p (a) stays");
  EXPECT_FALSE(reader.add({}));
  EXPECT_EQ(shown(reader.add("TP/1.1\r\nConnection: close\r\n\r\n")), "GET /p () closes")
      << "nothing of the first";
  EXPECT_EQ(shown(reader.add("GET /p HTTP/1.1\r\nAuthorization: b\r\n\r\n")), "GET /p (b) stays");
}

TEST(RequestTarget, IsTakenApart) {
  for (const auto& [target, resource, path] :
       {std::tuple{"/p", "/p", "/p"}, std::tuple{"/p?q?r", "/p?q?r", "/p"},
        std::tuple{"http://h/p?q", "/p?q", "/p"}, std::tuple{"HTTP://h:1/", "/", "/"},
        std::tuple{"http://h", "/", "/"}, std::tuple{"http://h?/p", "/", "/"},
        std::tuple{"http://", "/", "/"}, std::tuple{"*", "*", "*"}, std::tuple{"", "", ""},
        std::tuple{"https://h/p", "https://h/p", "https://h/p"}}) {
    EXPECT_EQ(resource_of(target), resource) << target;
    EXPECT_EQ(path_of(target), path) << target;
  }
}

}  // namespace
}  // namespace lineman::cwmp
