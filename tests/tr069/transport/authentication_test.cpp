// Digest and Basic (TR-069, 3.4.4; RFC 7616, RFC 7617).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <ostream>

#include "tests/tr069/transport/digest_check.hpp"
#include "tests/tr069/transport/loop.hpp"
#include "tests/tr069/transport/scripted_acs.hpp"
#include "tr069/transport/challenge.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::ask;
using test::Asked;
using test::Challenge;
using test::outcome;
using test::ScriptedAcs;
using test::Told;

constexpr auto user = "00005E-DeskPhone-1";
constexpr auto password = "p\"ss w\xc3\xb6rd:";

bool good(const Asked& asked, const Challenge& challenge, const std::string& name = user) {
  return test::digest_is_good(asked.field("authorization"), challenge, asked.method, asked.target,
                              name, password);
}

Told refusal(const Challenge& challenge) {
  return answer(401, "<p>no</p>", {challenge.field()});
}

class Authentication : public ::testing::Test {
 protected:
  std::unique_ptr<HttpClient::Connection> open(const ScriptedAcs& acs, bool allow_basic = false) {
    return client_.open({.allow_basic_over_http = allow_basic},
                        {.url = acs.url("/acs?x=1"), .username = user, .password = password});
  }

  test::Loop loop_;
  HttpClient client_{loop_.context()};
};

TEST_F(Authentication, NothingIsSentToAnAcsThatNeverAsks) {
  ScriptedAcs acs{[](const Asked&) { return answer(200); }};
  for (const bool allow_basic : {false, true}) {
    const auto connection = open(acs, allow_basic);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")), "200");
  }
  ASSERT_EQ(acs.asked().size(), 4U);
  for (const Asked& asked : acs.asked()) {
    EXPECT_FALSE(asked.has("authorization"));
    EXPECT_EQ(asked.body, "<a/>");
  }
}

struct DigestCase {
  std::string name;
  Challenge challenge;

  friend void PrintTo(const DigestCase& one, std::ostream* out) { *out << one.name; }
};

class Digests : public Authentication, public ::testing::WithParamInterface<DigestCase> {};

TEST_P(Digests, AreAnsweredOnTheSameConnection) {
  const Challenge challenge = GetParam().challenge;
  ScriptedAcs acs{[&](const Asked& asked) {
    return good(asked, challenge) ? answer(200) : refusal(challenge);
  }};
  const auto connection = open(acs);
  for (const auto* body : {"<inform/>", "", "<c/>"}) {
    EXPECT_EQ(outcome(ask(loop_, *connection, body)), "200");
  }
  // One challenge for the session; the envelope goes whole both times.
  ASSERT_EQ(acs.asked().size(), 4U);
  EXPECT_EQ(acs.asked()[0].body, "<inform/>");
  EXPECT_EQ(acs.asked()[1].body, "<inform/>");
  EXPECT_EQ(acs.connections(), 1U);
  if (challenge.qop.empty()) return;
  // Each count of a nonce is used once.
  EXPECT_EQ(test::digest_parameters(acs.asked()[1].field("authorization"))["nc"], "00000001");
  EXPECT_EQ(test::digest_parameters(acs.asked()[3].field("authorization"))["nc"], "00000003");
}

INSTANTIATE_TEST_SUITE_P(
    Each, Digests,
    ::testing::Values(DigestCase{"Md5", {}}, DigestCase{"Unnamed", {.algorithm = ""}},
                      DigestCase{"Md5WithoutQop", {.qop = ""}},
                      DigestCase{"Sha256", {.algorithm = "SHA-256"}},
                      DigestCase{"Sha256WithoutQop", {.algorithm = "SHA-256", .qop = ""}},
                      DigestCase{"QopWithAuthInt", {.qop = "auth-int,auth"}}),
    [](const auto& instance) { return instance.param.name; });

TEST_F(Authentication, ADigestIsAnsweredAfterTheAcsClosed) {
  const Challenge challenge;
  ScriptedAcs acs{[&](const Asked& asked) {
    if (good(asked, challenge)) return answer(200);
    return closing(answer(401, "", {challenge.field(), "Connection: close"}));
  }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")), "200");
  EXPECT_EQ(acs.connections(), 2U);
}

TEST_F(Authentication, AStaleNonceInMidSessionIsReplaced) {
  Challenge challenge;
  ScriptedAcs acs{[&](const Asked& asked) {
    if (asked.body == "<old/>" && challenge.nonce != "fresh") {
      challenge = {.nonce = "fresh", .stale = true};
    }
    return good(asked, challenge) ? answer(200) : refusal(challenge);
  }};
  const auto connection = open(acs);
  for (const auto* body : {"<a/>", "<old/>", "<c/>"}) {
    EXPECT_EQ(outcome(ask(loop_, *connection, body)), "200") << body;
  }
}

TEST_F(Authentication, AnotherNonceInMidSessionIsTakenUpWithoutStaleToo) {
  Challenge challenge;
  ScriptedAcs acs{[&](const Asked& asked) {
    if (asked.body == "<old/>") challenge.nonce = "fresh";
    return good(asked, challenge) ? answer(200) : refusal(challenge);
  }};
  const auto connection = open(acs);
  for (const auto* body : {"<a/>", "<old/>", "<c/>"}) {
    EXPECT_EQ(outcome(ask(loop_, *connection, body)), "200") << body;
  }
}

TEST_F(Authentication, ANonceMayBelongToItsTcpConnection) {
  ScriptedAcs acs{[&](const Asked& asked) {
    const Challenge challenge{.nonce = "of connection " + std::to_string(asked.connection)};
    if (!good(asked, challenge)) return refusal(challenge);
    return asked.body == "<last/>" ? closing(answer(200)) : answer(200);
  }};
  const auto connection = open(acs);
  for (const auto* body : {"<a/>", "<last/>", "<c/>", "<last/>", "<e/>"}) {
    EXPECT_EQ(outcome(ask(loop_, *connection, body)), "200") << body;
    if (std::string(body) == "<last/>") {
      ASSERT_TRUE(loop_.run_until([&] { return acs.open_connections() == 0; }));
    }
  }
  EXPECT_EQ(acs.connections(), 3U);
}

TEST_F(Authentication, ARefusalGetsThroughAfterOneTry) {
  ScriptedAcs acs{[](const Asked& asked) {
    // The nonce is another one each time.
    return refusal({.nonce = std::to_string(asked.fields.size()) + asked.body});
  }};
  const auto connection = open(acs);
  const auto reply = ask(loop_, *connection, "<a/>");
  ASSERT_TRUE(reply) << reply.error();
  EXPECT_EQ(reply->status, 401U);
  EXPECT_EQ(reply->body, "<p>no</p>");
  EXPECT_EQ(acs.asked().size(), 2U);
  EXPECT_TRUE(acs.asked().at(1).has("authorization"));
}

TEST_F(Authentication, CredentialsThatAreWithdrawnInMidSessionAreARefusal) {
  const Challenge challenge;
  ScriptedAcs acs{[&](const Asked& asked) {
    return asked.body == "<a/>" && good(asked, challenge) ? answer(200) : refusal(challenge);
  }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")), "200");
  EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "401");
  EXPECT_LE(acs.asked().size(), 5U);
}

TEST_F(Authentication, ARefusalWithoutAChallengeInMidSessionIsAskedOnce) {
  const Challenge challenge;
  ScriptedAcs acs{[&](const Asked& asked) {
    if (asked.body == "<b/>") return answer(401, "<p>no</p>");
    return good(asked, challenge) ? answer(200) : refusal(challenge);
  }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")), "200");
  const auto before = acs.asked().size();
  EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "401");
  EXPECT_EQ(acs.asked().size(), before + 1);
}

TEST_F(Authentication, WithoutCredentialsTheChallengeIsTheReply) {
  ScriptedAcs acs{[](const Asked&) { return refusal({}); }};
  const auto connection = client_.open({}, {.url = acs.url()});
  EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")), "401");
  EXPECT_EQ(acs.asked().size(), 1U);
}

TEST_F(Authentication, BasicDoesNotGoOverHttp) {
  ScriptedAcs acs{
      [](const Asked&) { return answer(401, "", {"WWW-Authenticate: Basic realm=\"acs\""}); }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")),
            "the ACS asks for Basic authentication, which goes over https only");
  ASSERT_EQ(acs.asked().size(), 1U);
  EXPECT_FALSE(acs.asked()[0].has("authorization"));
}

TEST_F(Authentication, BasicGoesOverHttpWhereThatIsAllowed) {
  ScriptedAcs acs{[](const Asked& asked) {
    return asked.field("authorization") == test::basic(user, password)
               ? answer(200)
               : answer(401, "", {"WWW-Authenticate: Basic realm=\"acs\""});
  }};
  const auto connection = open(acs, true);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")), "200");
  EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "200");
  EXPECT_EQ(acs.asked().size(), 3U);
  EXPECT_FALSE(acs.asked()[0].has("authorization"));
  EXPECT_EQ(acs.connections(), 1U);
}

TEST_F(Authentication, DigestIsPreferredToBasic) {
  const Challenge challenge;
  ScriptedAcs acs{[&](const Asked& asked) {
    return good(asked, challenge)
               ? answer(200)
               : answer(401, "", {"WWW-Authenticate: Basic realm=\"acs\"", challenge.field()});
  }};
  const auto connection = open(acs, true);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<a/>")), "200");
}

TEST(Challenge, WantsAuthIntAlone) {
  for (const auto* yes : {R"(Digest realm="a", qop="auth-int", nonce="b")", "Digest qop=auth-int",
                          R"(DIGEST QOP="AUTH-INT, other")", R"(Digest qop="auth-int)"}) {
    EXPECT_TRUE(wants_auth_int_alone(yes)) << yes;
  }
  for (const auto* no : {R"(Digest realm="a", nonce="b")", R"(Digest qop="auth,auth-int")",
                         "Digest qop=auth", R"(Digest qop="auth-int auth")", R"(Digest qop="")",
                         R"(Digest qop=")", "Digest qop=", ""}) {
    EXPECT_FALSE(wants_auth_int_alone(no)) << no;
  }
}

}  // namespace
}  // namespace lineman::cwmp
