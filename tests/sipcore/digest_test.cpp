#include "sipcore/message/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sipcore/message/authenticator.hpp"

namespace lineman::sipcore {
namespace {

Challenge challenge(DigestAlgorithm algorithm, bool qop) {
  return {.realm = "http-auth@example.org",
          .nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
          .opaque = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
          .algorithm = algorithm,
          .qop_auth = qop,
          .qop_given = qop};
}

// RFC 7616, 3.9.1.
TEST(Digest, MatchesTheVectorsOfRfc7616) {
  const Credentials mufasa{.user = "Mufasa", .password = "Circle of Life"};
  const auto response = [&](DigestAlgorithm algorithm) {
    const auto asked = challenge(algorithm, true);
    return digest_response({.challenge = asked,
                            .credentials = mufasa,
                            .method = "GET",
                            .uri = "/dir/index.html",
                            .cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                            .nonce_count = 1});
  };
  EXPECT_EQ(response(DigestAlgorithm::md5), "8ca523f5e9506fed4657c9700eebdbec");
  EXPECT_EQ(response(DigestAlgorithm::sha256),
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
}

// RFC 2617, 3.5, and the same without qop as RFC 2069 has it.
TEST(Digest, MatchesTheVectorsOfRfc2617) {
  const Credentials mufasa{.user = "Mufasa", .password = "Circle Of Life"};
  Challenge asked{.realm = "testrealm@host.com",
                  .nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                  .algorithm = DigestAlgorithm::md5,
                  .qop_auth = true,
                  .qop_given = true};
  const DigestInput input{.challenge = asked,
                          .credentials = mufasa,
                          .method = "GET",
                          .uri = "/dir/index.html",
                          .cnonce = "0a4f113b"};
  EXPECT_EQ(digest_response(input), "6629fae49393a05397450978507c4ef1");
  asked.qop_auth = asked.qop_given = false;
  EXPECT_EQ(digest_response(input), "670fd8c2df070c60b045671b8b24ff02");
}

// No vector in the standards; computed step by step with md5sum.
TEST(Digest, FoldsBothNoncesIntoAnMd5SessionKey) {
  const Credentials mufasa{.user = "Mufasa", .password = "Circle Of Life"};
  const Challenge asked{.realm = "testrealm@host.com",
                        .nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                        .algorithm = DigestAlgorithm::md5_sess,
                        .qop_auth = true,
                        .qop_given = true};
  EXPECT_EQ(digest_response({.challenge = asked,
                             .credentials = mufasa,
                             .method = "GET",
                             .uri = "/dir/index.html",
                             .cnonce = "0a4f113b"}),
            "8e3825c57e897f5a0dec6c2d4e5059d0");
}

TEST(Digest, WritesTheHeaderFieldThatTheChallengeAsksFor) {
  auto asked = challenge(DigestAlgorithm::md5, true);
  asked.algorithm_text = "MD5";
  const Credentials credentials{.user = "a\"b\\c", .password = "p"};
  const auto line = authorization_line({.challenge = asked,
                                        .credentials = credentials,
                                        .method = "REGISTER",
                                        .uri = "sip:example.org",
                                        .cnonce = "c",
                                        .nonce_count = 0xAB});
  EXPECT_TRUE(line.starts_with(
      R"(Authorization: Digest username="a\"b\\c", realm="http-auth@example.org", nonce=)"))
      << line;
  EXPECT_NE(line.find(R"(, uri="sip:example.org", response=")"), std::string::npos);
  EXPECT_NE(line.find(R"(, algorithm=MD5, cnonce="c", qop=auth, nc=000000ab, opaque="FQhe/)"),
            std::string::npos)
      << line;
  EXPECT_TRUE(line.ends_with("\"\r\n"));
  EXPECT_EQ(line.find("\"p\""), std::string::npos);

  asked.proxy = true;
  asked.qop_auth = asked.qop_given = false;
  asked.algorithm_text.clear();
  const auto bare = authorization_line({.challenge = asked,
                                        .credentials = credentials,
                                        .method = "REGISTER",
                                        .uri = "sip:example.org",
                                        .cnonce = "c"});
  EXPECT_TRUE(bare.starts_with("Proxy-Authorization: Digest ")) << bare;
  for (const auto* absent : {"cnonce", "qop", "nc=", "algorithm"})
    EXPECT_EQ(bare.find(absent), std::string::npos) << bare;
}

Response challenged(std::vector<Challenge> challenges) {
  return {.status = 401, .challenges = std::move(challenges)};
}

TEST(Authenticator, AnswersOnceAndAStaleNonceOnceMore) {
  Authenticator authenticator({.user = "u", .password = "p"});
  auto asked = challenge(DigestAlgorithm::md5, true);
  EXPECT_TRUE(authenticator.lines("REGISTER", "sip:a").empty());
  authenticator.begin_attempt();
  EXPECT_TRUE(authenticator.accept(challenged({asked})));
  EXPECT_NE(authenticator.lines("REGISTER", "sip:a").find("nc=00000001"), std::string::npos);
  EXPECT_FALSE(authenticator.accept(challenged({asked})));

  authenticator.begin_attempt();
  EXPECT_NE(authenticator.lines("REGISTER", "sip:a").find("nc=00000002"), std::string::npos);
  asked.stale = true;
  asked.nonce = "other";
  EXPECT_TRUE(authenticator.accept(challenged({asked})));
  EXPECT_NE(authenticator.lines("REGISTER", "sip:a").find("nc=00000001"), std::string::npos)
      << "a new nonce";
  EXPECT_TRUE(authenticator.accept(challenged({asked})));
  EXPECT_FALSE(authenticator.accept(challenged({asked})));
}

TEST(Authenticator, EndsWhereRealmsDoNotEnd) {
  Authenticator authenticator({.user = "u", .password = "p"});
  authenticator.begin_attempt();
  auto asked = challenge(DigestAlgorithm::md5, true);
  for (unsigned i = 0; i < most_answers_in_an_attempt; ++i) {
    asked.realm = std::to_string(i);
    EXPECT_TRUE(authenticator.accept(challenged({asked})));
  }
  asked.realm = "one more";
  EXPECT_FALSE(authenticator.accept(challenged({asked})));
  EXPECT_EQ(authenticator.why(), "challenged without end");
  const auto lines = authenticator.lines("REGISTER", "sip:a");
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(lines, '\n')), most_realms);
}

TEST(Authenticator, RefusesWhatItDoesNotSpeak) {
  Authenticator authenticator({.user = "u", .password = "p"});
  authenticator.begin_attempt();
  auto asked = challenge(DigestAlgorithm::md5, true);
  asked.algorithm.reset();
  EXPECT_FALSE(authenticator.accept(challenged({asked})));
  asked = challenge(DigestAlgorithm::md5, false);
  asked.qop_given = true;  // auth-int only
  EXPECT_FALSE(authenticator.accept(challenged({asked})));
  asked = challenge(DigestAlgorithm::md5, true);
  asked.nonce.clear();
  EXPECT_FALSE(authenticator.accept(challenged({asked})));
  EXPECT_FALSE(authenticator.accept(challenged({})));
}

TEST(Authenticator, ForgetsOnlyForOtherCredentials) {
  Authenticator authenticator({.user = "u", .password = "p"});
  authenticator.begin_attempt();
  EXPECT_TRUE(authenticator.accept(challenged({challenge(DigestAlgorithm::md5, true)})));
  authenticator.set({.user = "u", .password = "p"});
  EXPECT_FALSE(authenticator.lines("REGISTER", "sip:a").empty());
  authenticator.set({.user = "u", .password = "q"});
  EXPECT_TRUE(authenticator.lines("REGISTER", "sip:a").empty());
}

}  // namespace
}  // namespace lineman::sipcore
