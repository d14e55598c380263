// Redirects (TR-069, 3.4.5).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tr069/transport/digest_check.hpp"
#include "tests/tr069/transport/loop.hpp"
#include "tests/tr069/transport/scripted_acs.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::ask;
using test::Asked;
using test::outcome;
using test::ScriptedAcs;
using test::Told;

Told redirect(const std::string& location, int status = 302) {
  return answer(status, "<p>moved</p>", {"Location: " + location});
}

class Redirects : public ::testing::Test {
 protected:
  std::unique_ptr<HttpClient::Connection> open(const std::string& url) {
    return client_.open({.allow_basic_over_http = true},
                        {.url = url, .username = "phone", .password = "s3cret"});
  }
  std::string ask_once(const ScriptedAcs& acs) {
    const auto connection = open(acs.url());
    return outcome(ask(loop_, *connection, "<b/>"));
  }

  test::Loop loop_;
  HttpClient client_{loop_.context()};
};

class RedirectStatus : public Redirects, public ::testing::WithParamInterface<int> {};

TEST_P(RedirectStatus, RepeatsTheRequestThereAndStays) {
  ScriptedAcs there{[](const Asked&) { return answer(200, "<there/>"); }};
  ScriptedAcs acs{[&](const Asked&) { return redirect(there.url("/new?z=1"), GetParam()); }};
  const auto connection = open(acs.url());
  const auto reply = ask(loop_, *connection, "<inform/>");
  ASSERT_TRUE(reply) << reply.error();
  EXPECT_EQ(reply->body, "<there/>");
  EXPECT_EQ(outcome(ask(loop_, *connection, "")), "200");
  EXPECT_EQ(acs.asked().size(), 1U);
  ASSERT_EQ(there.asked().size(), 2U);
  EXPECT_EQ(there.asked()[0].method, "POST");
  EXPECT_EQ(there.asked()[0].target, "/new?z=1");
  EXPECT_EQ(there.asked()[0].body, "<inform/>");
  EXPECT_TRUE(there.asked()[0].has("soapaction"));
  EXPECT_EQ(there.asked()[1].target, "/new?z=1");
  EXPECT_FALSE(there.asked()[1].has("soapaction"));
  EXPECT_EQ(there.connections(), 1U);
  // Nothing is left open where the session no longer is.
  EXPECT_TRUE(loop_.run_until([&] { return acs.open_connections() == 0; }));
}

INSTANTIATE_TEST_SUITE_P(Each, RedirectStatus, ::testing::Values(301, 302, 307));

TEST_F(Redirects, ARelativeLocationIsBelowTheOldOne) {
  ScriptedAcs acs{[](const Asked& asked) {
    if (asked.target == "/acs") return redirect("deeper/one");
    if (asked.target == "/deeper/one") return redirect("/top?a=b");
    return answer(200);
  }};
  EXPECT_EQ(ask_once(acs), "200");
  EXPECT_EQ(acs.asked().at(2).target, "/top?a=b");
  EXPECT_EQ(acs.connections(), 1U);
}

TEST_F(Redirects, OtherStatusesOfTheirKindAreReplies) {
  for (const int status : {300, 303, 304, 308}) {
    ScriptedAcs acs{[&](const Asked&) { return redirect("/other", status); }};
    EXPECT_EQ(ask_once(acs), std::to_string(status));
  }
}

TEST_F(Redirects, ALoopEndsAfterTheFifth) {
  ScriptedAcs acs{[](const Asked&) { return redirect("/acs"); }};
  EXPECT_EQ(ask_once(acs), "HTTP redirect refused: more than 5 in a session");
  EXPECT_EQ(acs.asked().size(), maximum_redirects + 1);
}

TEST_F(Redirects, FiveInASessionAreTheLimitOverSeveralRequests) {
  // Every other request is sent to the same place again.
  ScriptedAcs each{[odd = false](const Asked&) mutable {
    odd = !odd;
    return odd ? redirect("/acs") : answer(200);
  }};
  const auto connection = open(each.url());
  for (unsigned i = 0; i < maximum_redirects; ++i) {
    EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")), "200");
  }
  EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")),
            "HTTP redirect refused: more than 5 in a session");
}

TEST_F(Redirects, AreRefusedWhereTheyLeadNowhere) {
  const std::string beginning = "HTTP redirect refused: ";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"ftp://127.0.0.1/", "the URL begins with neither http:// nor https://"},
      {"file:///etc/passwd", "the URL begins with neither http:// nor https://"},
      {"http://phone:hidden@127.0.0.1/",
       "the URL holds a user name, which has a parameter of its own"},
  };
  for (const auto& [location, problem] : cases) {
    ScriptedAcs acs{[&, where = location](const Asked&) { return redirect(where); }};
    EXPECT_EQ(ask_once(acs), beginning + problem);
  }
  ScriptedAcs silent{[](const Asked&) { return answer(302); }};
  EXPECT_EQ(ask_once(silent), beginning + "no other URL is named");
}

// A cookie belongs to a host, whatever its port (RFC 6265, 8.5), and to no other.
TEST_F(Redirects, CookiesGoToTheSameHostOnly) {
  ScriptedAcs there{[](const Asked&) { return answer(200); }};
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    ScriptedAcs acs{[&](const Asked&) {
      return answer(302, "",
                    {"Location: " + there.url("/there", host), "Set-Cookie: id=7; Path=/"});
    }};
    EXPECT_EQ(ask_once(acs), "200");
  }
  EXPECT_EQ(there.asked().at(0).field("cookie"), "id=7");
  EXPECT_EQ(there.asked().at(1).field("cookie"), "");
}

TEST_F(Redirects, CookiesGoAlong) {
  ScriptedAcs acs{[](const Asked& asked) {
    return asked.target == "/acs"
               ? answer(302, "", {"Location: /other", "Set-Cookie: id=7; Path=/"})
               : answer(200);
  }};
  EXPECT_EQ(ask_once(acs), "200");
  EXPECT_EQ(acs.asked().at(1).field("cookie"), "id=7");
}

TEST_F(Redirects, CredentialsGoToAnotherOriginOnlyIfItChallenges) {
  const test::Challenge here{.nonce = "first"};
  const test::Challenge challenge_there{.nonce = "second"};
  ScriptedAcs quiet{[](const Asked&) { return answer(200); }};
  ScriptedAcs asking{[&](const Asked& asked) {
    return test::digest_is_good(asked.field("authorization"), challenge_there, "POST", "/there",
                                "phone", "s3cret")
               ? answer(200)
               : answer(401, "", {challenge_there.field()});
  }};
  for (ScriptedAcs* there : {&quiet, &asking}) {
    ScriptedAcs acs{[&](const Asked& asked) {
      return asked.has("authorization") ? redirect(there->url("/there"))
                                        : answer(401, "", {here.field()});
    }};
    EXPECT_EQ(ask_once(acs), "200");
    EXPECT_EQ(acs.asked().size(), 2U);
    EXPECT_FALSE(there->asked().at(0).has("authorization"));
  }
  EXPECT_EQ(quiet.asked().size(), 1U);
  EXPECT_EQ(asking.asked().size(), 2U);
}

TEST_F(Redirects, BasicNeverGoesToAnotherOriginOverHttp) {
  ScriptedAcs there{
      [](const Asked&) { return answer(401, "", {"WWW-Authenticate: Basic realm=\"x\""}); }};
  ScriptedAcs acs{[&](const Asked& asked) {
    return asked.has("authorization") ? redirect(there.url())
                                      : answer(401, "", {"WWW-Authenticate: Basic realm=\"x\""});
  }};
  EXPECT_EQ(ask_once(acs), "the ACS asks for Basic authentication, which goes over https only");
  EXPECT_EQ(acs.asked().at(1).field("authorization"), test::basic("phone", "s3cret"));
  ASSERT_EQ(there.asked().size(), 1U);
  EXPECT_FALSE(there.asked()[0].has("authorization"));
}

TEST_F(Redirects, WithinTheOriginTheChallengeStandsAnswered) {
  const test::Challenge challenge;
  ScriptedAcs acs{[&](const Asked& asked) {
    if (!test::digest_is_good(asked.field("authorization"), challenge, "POST", asked.target,
                              "phone", "s3cret")) {
      return answer(401, "", {challenge.field()});
    }
    return asked.target == "/acs" ? redirect("/next") : answer(200);
  }};
  EXPECT_EQ(ask_once(acs), "200");
  EXPECT_EQ(acs.asked().size(), 3U);
  EXPECT_EQ(acs.connections(), 1U);
}

}  // namespace
}  // namespace lineman::cwmp
