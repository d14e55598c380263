// What is asked how: methods of HTTP, origins, types of content, files.
#include "tests/web/api/site_rig.hpp"
#include "web/api/answers.hpp"

namespace lineman::web {
namespace {

using testing::HasSubstr;

class RequestTest : public SiteTest {
 protected:
  std::string cookie_ = log_in("installer", "ladder");
};

TEST_F(RequestTest, FromAnotherSiteIsRefusedWhateverTheCookie) {
  for (const char* origin :
       {"", "null", "http://evil.example", "https://phone.example", "http://phone.example:81",
        "http://phone.example.evil.example", "phone.example"}) {
    for (const char* path : {"/api/login", "/api/logout", "/api/control/Set", "/api/x"}) {
      auto request = post(path);
      request.origin = origin;
      const auto response = ask_as(cookie_, request);
      EXPECT_EQ(response.status, 403U) << origin << ' ' << path;
      EXPECT_EQ(error_of(response), errors::foreign_origin);
    }
  }
  EXPECT_EQ(ask_as(cookie_, get("/api/session")).status, 200U) << "the session is still there";
}

TEST_F(RequestTest, WhatAFormCanSendIsRefused) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded",
                           "multipart/form-data", "application/jsonp"}) {
    auto request = post("/api/control/Status");
    request.content_type = type;
    EXPECT_EQ(ask_as(cookie_, request).status, 415U) << type;
  }
}

TEST_F(RequestTest, ABodyThatIsNoObjectIs400) {
  const std::string deep = R"({"a":)" + std::string(20, '[') + std::string(20, ']') + "}";
  for (const std::string& body : {std::string{"["}, std::string{"[]"}, std::string{"1"},
                                  std::string{"{\"a\":1}}"}, std::string{"{\"a\":\"\xff\"}"}, deep})
    EXPECT_EQ(ask_as(cookie_, post("/api/control/Status", body)).status, 400U) << body;
  EXPECT_EQ(ask_as(cookie_, post("/api/control/Status", "")).status, 200U);
}

TEST_F(RequestTest, EachPathHasItsMethods) {
  EXPECT_EQ(ask_as(cookie_, get("/api/control/Set")).status, 405U);
  EXPECT_EQ(ask_as(cookie_, get("/api/login")).headers, (Headers{{"Allow", "POST"}}));
  EXPECT_EQ(ask_as(cookie_, post("/")).status, 405U);
  EXPECT_EQ(ask_as(cookie_, post("/api/session")).status, 404U);
  auto other = get("/");
  other.method = Method::other;
  EXPECT_EQ(ask_as(cookie_, other).status, 405U);
}

TEST_F(RequestTest, StrangersGetTheLoginAlone) {
  EXPECT_EQ(ask(get("/")).body, "<login>");
  EXPECT_EQ(ask(get("/app.js")).status, 401U);
  EXPECT_EQ(ask(get("/nothing")).status, 401U) << "nobody learns which files there are";
  EXPECT_EQ(ask_as(cookie_, get("/app.js")).body, "app");
  EXPECT_EQ(ask_as(cookie_, get("/nothing")).status, 404U);
}

TEST_F(RequestTest, AFileIsCompressedForWhoeverTakesThat) {
  auto request = get("/");
  request.accept_encoding = "br, gzip;q=0.8";
  const auto response = ask(request);
  EXPECT_EQ(response.body, "zipped");
  EXPECT_THAT(response.headers,
              testing::Contains(std::pair<std::string, std::string>{"Content-Encoding", "gzip"}));
  for (const char* encoding : {"", "br", "gzip;q=0", "xgzip", "gzip;q=0.0, br"}) {
    request.accept_encoding = encoding;
    EXPECT_EQ(ask(request).body, "<login>") << encoding;
  }
}

TEST_F(RequestTest, AFileThatTheBrowserHasIsNotSentAgain) {
  auto request = get("/");
  request.if_none_match = R"("0", "1")";
  const auto response = ask(request);
  EXPECT_EQ(response.status, 304U);
  EXPECT_EQ(response.body, "");
  request.accept_encoding = "gzip";
  EXPECT_EQ(ask(request).status, 200U) << "compressed it is another one";
  request.if_none_match = R"("1-gzip")";
  EXPECT_EQ(ask(request).status, 304U);
}

}  // namespace
}  // namespace lineman::web
