// Logging in and out over the JSON interface.
#include "tests/web/api/site_rig.hpp"
#include "web/api/answers.hpp"

namespace lineman::web {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using LoginTest = SiteTest;

TEST_F(LoginTest, GivesASessionThatSaysWhoIsLoggedIn) {
  const auto cookie = log_in("installer", "ladder");
  EXPECT_THAT(cookie, HasSubstr("lineman="));
  const auto session = json_of(ask_as(cookie, get("/api/session")));
  EXPECT_EQ(session.at("version"), 1);
  EXPECT_EQ(session.at("name"), "installer");
  EXPECT_EQ(session.at("access"), "write");
  EXPECT_EQ(session.at("seconds_left"), 900);
  EXPECT_EQ(json_of(ask_as(log_in("desk", "ladder"), get("/api/session"))).at("access"), "read");
}

TEST_F(LoginTest, OverTlsTheCookieIsForTlsAlone) {
  auto request = post("/api/login", R"({"name":"installer","password":"ladder"})");
  request.encrypted = true;
  request.origin = "https://phone.example";
  const auto response = ask(request);
  EXPECT_EQ(response.status, 204U);
  ASSERT_THAT(response.headers, testing::SizeIs(1));
  EXPECT_THAT(response.headers[0].second, testing::StartsWith("__Host-lineman="));
  EXPECT_THAT(response.headers[0].second, testing::EndsWith("; Secure"));
}

TEST_F(LoginTest, AWrongOneIs401AndAfterFiveIs429) {
  for (unsigned i = 0; i < Attempts::free_attempts; ++i) {
    const auto response = ask(post("/api/login", R"({"name":"installer","password":"x"})"));
    EXPECT_EQ(response.status, 401U);
    EXPECT_EQ(error_of(response), errors::wrong_login);
  }
  const auto response = ask(post("/api/login", R"({"name":"installer","password":"ladder"})"));
  EXPECT_EQ(response.status, 429U);
  EXPECT_EQ(error_of(response), errors::too_many_attempts);
  EXPECT_EQ(response.headers, (Headers{{"Retry-After", "1"}}));
}

TEST_F(LoginTest, WhatIsNoNameAndPasswordIs400) {
  for (const char* body : {"", "{}", "[]", "x", R"({"name":"a"})", R"({"name":1,"password":"x"})"})
    EXPECT_EQ(ask(post("/api/login", body)).status, 400U) << body;
  const std::string long_name(129, 'x');
  EXPECT_EQ(ask(post("/api/login", R"({"name":")" + long_name + R"(","password":"x"})")).status,
            400U);
}

TEST_F(LoginTest, EachLoginHasAnIdOfItsOwnAndEndsTheOneBefore) {
  const auto before = log_in("installer", "ladder");
  auto again = post("/api/login", R"({"name":"installer","password":"ladder"})");
  again.cookie = before;
  const auto response = ask(again);
  EXPECT_EQ(response.status, 204U);
  EXPECT_THAT(response.headers[0].second, Not(HasSubstr(before)));
  EXPECT_EQ(ask_as(before, get("/api/session")).status, 401U);
}

TEST_F(LoginTest, AfterLogoutTheCookieIsWorthNothing) {
  const auto cookie = log_in("installer", "ladder");
  const auto stream = watch(cookie);
  EXPECT_TRUE(until_kinds(*stream, {"watching"}));
  const auto response = ask_as(cookie, post("/api/logout"));
  EXPECT_EQ(response.status, 204U);
  EXPECT_THAT(response.headers[0].second, HasSubstr("Max-Age=0"));
  EXPECT_TRUE(stream->ended);
  EXPECT_EQ(ask_as(cookie, get("/api/session")).status, 401U);
  EXPECT_EQ(ask_as(cookie, post("/api/control/Status")).status, 401U);
}

TEST_F(LoginTest, NoCookieNoAnswer) {
  for (const auto& request :
       {get("/api/session"), get("/api/parameters"), get("/api/events"), get("/api/x"),
        post("/api/control/Status"), post("/api/control/Nonsense"), post("/api/logout")}) {
    const auto response = ask(request);
    EXPECT_EQ(response.status, 401U) << request.path;
    EXPECT_EQ(error_of(response), errors::not_logged_in);
  }
}

TEST_F(LoginTest, SettingsThatTakeAUserAwayEndTheSession) {
  const auto cookie = log_in("desk", "ladder");
  site_.take(Users{});
  EXPECT_EQ(ask_as(cookie, get("/api/session")).status, 401U);
  EXPECT_THAT(log_in("desk", "ladder"), IsEmpty());
}

TEST_F(LoginTest, AnEventStreamKeepsNoSessionAlive) {
  const auto cookie = log_in("installer", "ladder");
  const auto stream = watch(cookie);
  clock_.advance(Sessions::longest_idle);
  EXPECT_TRUE(stream->ended);
}

}  // namespace
}  // namespace lineman::web
