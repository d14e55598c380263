#include "tr069/connection_request/authenticator.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <sstream>

#include "tests/support/fake_clock.hpp"
#include "tests/tr069/connection_request/digest_client.hpp"
#include "tr069/connection_request/random.hpp"

namespace lineman::cwmp {
namespace {

using daemon::DigestAlgorithm;
using test::DigestClient;

class AuthenticatorTest : public testing::Test {
 protected:
  std::string challenge() {
    return test::quoted_value(authenticator.challenges(false).front(), "nonce");
  }
  Admission admit(const std::string& authorization, std::string_view target = "/path") {
    return authenticator.admit("GET", target, authorization, credentials);
  }

  test::FakeClock clock;
  RequestCredentials credentials{.username = "acs", .password = "secret word"};
  Authenticator authenticator{clock, random_octets};
  DigestClient client;
};

TEST_F(AuthenticatorTest, ChallengesWithAllAlgorithmsSha256FirstAndMd5Last) {
  const auto values = authenticator.challenges(false);
  ASSERT_EQ(values.size(), 3U);
  const auto nonce = test::quoted_value(values[0], "nonce");
  EXPECT_EQ(nonce.size(), 32U);
  const auto expected = [&](const std::string& algorithm) {
    return "Digest realm=\"connection-request\", nonce=\"" + nonce +
           "\", qop=\"auth\", algorithm=" + algorithm;
  };
  EXPECT_EQ(values[0], expected("SHA-256"));
  EXPECT_EQ(values[1], expected("MD5-sess"));
  EXPECT_EQ(values[2], expected("MD5"));
  for (const auto& value : authenticator.challenges(true))
    EXPECT_TRUE(value.ends_with(", stale=true")) << value;
}

// Some ACSs join the header fields, split at commas, and take the last word of each name; they know
// MD5 alone.
TEST_F(AuthenticatorTest, ItsChallengesMayBeFoldedIntoOne) {
  const auto values = authenticator.challenges(false);
  std::istringstream folded{values[0] + ", " + values[1] + ", " + values[2]};
  std::map<std::string, std::string> words;
  for (std::string part; std::getline(folded, part, ',');) {
    part.erase(0, part.find_first_not_of(' '));
    words[part.substr(0, part.find('='))] = part.substr(part.find('=') + 1);
  }
  EXPECT_EQ(words["Digest realm"], "\"connection-request\"");
  EXPECT_EQ(words["algorithm"], "MD5");
  EXPECT_EQ(words["qop"], "\"auth\"");
  const auto& nonce = words["nonce"];
  ASSERT_GT(nonce.size(), 2U);
  EXPECT_EQ(admit(client.answer(nonce.substr(1, nonce.size() - 2))), Admission::admitted);
}

TEST_F(AuthenticatorTest, NeverGivesANonceTwice) {
  EXPECT_NE(challenge(), challenge());
}

TEST_F(AuthenticatorTest, AdmitsEachAlgorithm) {
  for (const auto& [algorithm, name] :
       {std::pair{DigestAlgorithm::md5, "MD5"}, std::pair{DigestAlgorithm::md5, ""},
        std::pair{DigestAlgorithm::md5, "md5"}, std::pair{DigestAlgorithm::md5_sess, "MD5-sess"},
        std::pair{DigestAlgorithm::sha256, "SHA-256"}}) {
    client.algorithm = algorithm;
    client.algorithm_name = name;
    EXPECT_EQ(admit(client.answer(challenge())), Admission::admitted) << name;
  }
}

// RFC 2617, 3.5 and RFC 7616, 3.9.1 are checked where the computation is (sipcore's tests); here
// their octets go through the whole way, with a nonce that is not ours.
TEST_F(AuthenticatorTest, KnowsThePasswordButNotTheNonce) {
  EXPECT_EQ(admit(client.answer("dcd98b7102dd2f0e8b11d0f600bfb0c093")), Admission::challenge_stale);
}

TEST_F(AuthenticatorTest, AdmitsMd5WithoutQopOnce) {
  client.qop = false;
  const auto authorization = client.answer(challenge());
  EXPECT_EQ(admit(authorization), Admission::admitted);
  EXPECT_EQ(admit(authorization), Admission::challenge_stale);
}

TEST_F(AuthenticatorTest, WantsQopOfTheOtherAlgorithms) {
  client.qop = false;
  for (const auto& [algorithm, name] : {std::pair{DigestAlgorithm::md5_sess, "MD5-sess"},
                                        std::pair{DigestAlgorithm::sha256, "SHA-256"}}) {
    client.algorithm = algorithm;
    client.algorithm_name = name;
    EXPECT_EQ(admit(client.answer(challenge())), Admission::challenge) << name;
  }
}

TEST_F(AuthenticatorTest, RefusesAReplay) {
  const auto nonce = challenge();
  const auto authorization = client.answer(nonce);
  EXPECT_EQ(admit(authorization), Admission::admitted);
  EXPECT_EQ(admit(authorization), Admission::challenge_stale);
  client.nc = "00000002";
  EXPECT_EQ(admit(client.answer(nonce)), Admission::admitted);
  client.qop = false;
  EXPECT_EQ(admit(client.answer(nonce)), Admission::challenge_stale) << "no way around the count";
}

TEST_F(AuthenticatorTest, RefusesACountThatDoesNotGrow) {
  const auto nonce = challenge();
  client.nc = "0000000A";
  EXPECT_EQ(admit(client.answer(nonce)), Admission::admitted);
  for (const auto* nc : {"00000009", "0000000a", "00000000"}) {
    client.nc = nc;
    EXPECT_EQ(admit(client.answer(nonce)), Admission::challenge_stale) << nc;
  }
  client.nc = "fffffffe";
  EXPECT_EQ(admit(client.answer(nonce)), Admission::admitted);
}

TEST_F(AuthenticatorTest, RefusesACountThatIsNone) {
  for (const auto* nc : {"", "1", "0000001", "000000001", "0000000g", "+0000001", "-0000001",
                         "0x000001", " 0000001"}) {
    client.nc = nc;
    EXPECT_EQ(admit(client.answer(challenge())), Admission::challenge) << nc;
  }
}

TEST_F(AuthenticatorTest, ForgetsANonceAfterItsLifetime) {
  const auto nonce = challenge();
  clock.advance(nonce_lifetime - std::chrono::milliseconds{1});
  EXPECT_EQ(admit(client.answer(nonce)), Admission::admitted);
  clock.advance(std::chrono::milliseconds{1});
  client.nc = "00000002";
  EXPECT_EQ(admit(client.answer(nonce)), Admission::challenge_stale);
}

TEST_F(AuthenticatorTest, KeepsSoManyNoncesAndForgetsTheOldest) {
  const auto oldest = challenge();
  const auto second = challenge();
  for (std::size_t i = 2; i < maximum_nonces; ++i) challenge();
  EXPECT_EQ(admit(client.answer(oldest)), Admission::admitted);
  challenge();
  client.nc = "00000002";
  EXPECT_EQ(admit(client.answer(oldest)), Admission::challenge_stale);
  EXPECT_EQ(admit(client.answer(second)), Admission::admitted);
}

TEST_F(AuthenticatorTest, SaysStaleOnlyToThoseWhoKnowThePassword) {
  const auto nonce = challenge();
  clock.advance(nonce_lifetime);
  client.password = "guess";
  EXPECT_EQ(admit(client.answer(nonce)), Admission::challenge);
}

TEST_F(AuthenticatorTest, AWrongAnswerDoesNotSpendTheNonce) {
  const auto nonce = challenge();
  auto guess = client;
  guess.password = "guess";
  guess.nc = "0000ffff";
  EXPECT_EQ(admit(guess.answer(nonce)), Admission::challenge);
  EXPECT_EQ(admit(client.answer(nonce)), Admission::admitted);
}

TEST_F(AuthenticatorTest, RefusesWhatIsWrong) {
  const auto refused = [&](const std::function<void(DigestClient&)>& change) {
    auto wrong = client;
    change(wrong);
    return admit(wrong.answer(challenge())) == Admission::challenge;
  };
  EXPECT_TRUE(refused([](auto& c) { c.username = "acx"; }));
  EXPECT_TRUE(refused([](auto& c) { c.username = "acs2"; }));
  EXPECT_TRUE(refused([](auto& c) { c.username = ""; }));
  EXPECT_TRUE(refused([](auto& c) { c.password = "Secret word"; }));
  EXPECT_TRUE(refused([](auto& c) { c.password = ""; }));
  EXPECT_TRUE(refused([](auto& c) { c.realm = "another"; }));
  EXPECT_TRUE(refused([](auto& c) { c.uri = "/other"; }));
  EXPECT_TRUE(refused([](auto& c) { c.uri = "/path?query"; }));
  EXPECT_TRUE(refused([](auto& c) { c.uri = ""; }));
  EXPECT_TRUE(refused([](auto& c) { c.method = "POST"; }));
  EXPECT_TRUE(refused([](auto& c) { c.cnonce = ""; }));
  EXPECT_TRUE(refused([](auto& c) { c.algorithm_name = "SHA-256"; }));
  EXPECT_TRUE(refused([](auto& c) { c.algorithm_name = "SHA-512-256"; }));
  EXPECT_FALSE(refused([](auto&) {}));
}

TEST_F(AuthenticatorTest, RefusesAnotherQop) {
  auto authorization = client.answer(challenge());
  const auto at = authorization.find("qop=auth");
  authorization.replace(at, 8, "qop=auth-int");
  EXPECT_EQ(admit(authorization), Admission::challenge);
  authorization.replace(at, 12, "qop=\"\"");
  EXPECT_EQ(admit(authorization), Admission::challenge);
}

TEST_F(AuthenticatorTest, RefusesAnAnswerThatLacksSomething) {
  for (const std::string name : {"username", "realm", "nonce", "uri", "response", "nc", "cnonce"}) {
    auto authorization = client.answer(challenge());
    const auto at = authorization.find(' ' + name + '=');
    ASSERT_NE(at, std::string::npos) << name;
    authorization.insert(at + 1, "x-");
    EXPECT_NE(admit(authorization), Admission::admitted) << authorization;
  }
}

TEST_F(AuthenticatorTest, BearsNoncesAndResponsesOfAnyLength) {
  const auto nonce = challenge();
  for (std::size_t size = 0; size < nonce.size(); ++size)
    EXPECT_EQ(admit(client.answer(nonce.substr(0, size))), Admission::challenge_stale);
  EXPECT_EQ(admit(client.answer(nonce + '0')), Admission::challenge_stale);
  auto authorization = client.answer(nonce);
  const auto response = test::quoted_value(authorization, "response");
  const auto at = authorization.find(response);
  for (std::size_t size = 0; size < response.size(); ++size) {
    auto cut = authorization;
    cut.replace(at, response.size(), response.substr(0, size));
    EXPECT_EQ(admit(cut), Admission::challenge) << size;
  }
  authorization.insert(at, "0");
  EXPECT_EQ(admit(authorization), Admission::challenge);
}

TEST_F(AuthenticatorTest, TakesAnAbsoluteUriForItsResource) {
  client.uri = "http://192.0.2.1:7547/path?a=b";
  EXPECT_EQ(admit(client.answer(challenge()), "/path?a=b"), Admission::admitted);
  EXPECT_EQ(admit(client.answer(challenge()), client.uri), Admission::admitted);
  EXPECT_EQ(admit(client.answer(challenge()), "/path"), Admission::challenge);
  client.uri = "/path";
  EXPECT_EQ(admit(client.answer(challenge()), "http://phone:7547/path"), Admission::admitted);
}

TEST_F(AuthenticatorTest, AdmitsNobodyWithoutAUsernameOrAPassword) {
  for (const auto& [username, password] :
       {std::pair{"", ""}, std::pair{"", "secret word"}, std::pair{"acs", ""}}) {
    credentials = {.username = username, .password = password};
    client.username = username;
    client.password = password;
    EXPECT_EQ(admit(client.answer(challenge())), Admission::challenge);
  }
}

TEST_F(AuthenticatorTest, UnderstandsAQuoteInTheUsername) {
  credentials.username = "a\"\\b";
  client.username = credentials.username;
  auto authorization = client.answer(challenge());
  const std::string bare = "username=\"a\"\\b\"";
  authorization.replace(authorization.find(bare), bare.size(), "username=\"a\\\"\\\\b\"");
  EXPECT_EQ(admit(authorization), Admission::admitted);
}

TEST_F(AuthenticatorTest, ChallengesWhoeverSaysNothingOrSomethingElse) {
  for (const auto* field : {"", "Basic YWNzOnNlY3JldCB3b3Jk", "Digest", "Digest nonce"})
    EXPECT_EQ(admit(field), Admission::challenge) << field;
}

}  // namespace
}  // namespace lineman::cwmp
