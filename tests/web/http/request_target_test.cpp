#include "web/http/request_target.hpp"

#include <gtest/gtest.h>

namespace lineman::web {
namespace {

RequestTarget target(std::string path, std::string query = {}) {
  return {std::move(path), std::move(query)};
}

TEST(RequestTarget, IsPathAndQuery) {
  EXPECT_EQ(read_target("/", "phone"), target("/"));
  EXPECT_EQ(read_target("/api/session?a=1?b", "phone"), target("/api/session", "a=1?b"));
  EXPECT_EQ(read_target("/?", "phone"), target("/"));
  EXPECT_EQ(read_target("/folder/", "phone"), target("/folder/"));
}

TEST(RequestTarget, HasItsPathDecodedOnce) {
  EXPECT_EQ(read_target("/a%20b%2Bc", "phone"), target("/a b+c"));
  EXPECT_EQ(read_target("/%2561?%20", "phone"), target("/%61", "%20"));
}

TEST(RequestTarget, MayHaveTheFormForAProxy) {
  EXPECT_EQ(read_target("http://phone:80/a?b", "phone:80"), target("/a", "b"));
  EXPECT_EQ(read_target("HTTPS://PHONE/a", "phone"), target("/a"));
  EXPECT_FALSE(read_target("http://other/a", "phone"));
  EXPECT_FALSE(read_target("http://phone", "phone"));
  EXPECT_FALSE(read_target("ftp://phone/a", "phone"));
}

TEST(RequestTarget, CannotBeTakenForTwoThings) {
  for (const auto* odd :
       {"*",     "a",         "/../etc",     "/a/..",  "/a/./b",    "/.",       "//a",
        "/a//b", "/%2e%2e/a", "/a%2f..%2fb", "/a%00b", "/a%0d%0ab", "/a\\b",    "/a%5cb",
        "/%",    "/%1",       "/%zz",        "/a%7f",  "/a#b",      "phone:80", ""})
    EXPECT_FALSE(read_target(odd, "phone")) << odd;
  EXPECT_EQ(read_target("/...", "phone"), target("/..."));
}

TEST(RequestTarget, IsRefusedWithoutQuotingIt) {
  const auto refusal = read_target("/secret%00", "phone").error();
  EXPECT_EQ(refusal.status, 400U);
  EXPECT_EQ(refusal.sentence.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace lineman::web
