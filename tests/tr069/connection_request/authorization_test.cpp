#include "tr069/connection_request/authorization.hpp"

#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

TEST(Authorization, ReadsWhatTheStandardShows) {  // RFC 7616, 3.9.1
  const auto read =
      parse_authorization("Digest username=\"Mufasa\",\r realm=\"http-auth@example.org\"");
  EXPECT_FALSE(read) << "a control character";
  const auto whole = parse_authorization(
      "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", "
      "algorithm=SHA-256, nonce=\"7ypf/xlj9XXw\", nc=00000001, cnonce=\"f2/wE4q\", qop=auth, "
      "response=\"753927fa\", opaque=\"FQhe/qaU\"");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->username, "Mufasa");
  EXPECT_EQ(whole->realm, "http-auth@example.org");
  EXPECT_EQ(whole->uri, "/dir/index.html");
  EXPECT_EQ(whole->algorithm, "SHA-256");
  EXPECT_EQ(whole->nonce, "7ypf/xlj9XXw");
  EXPECT_EQ(whole->nonce_count, "00000001");
  EXPECT_EQ(whole->cnonce, "f2/wE4q");
  EXPECT_EQ(whole->qop, "auth");
  EXPECT_EQ(whole->response, "753927fa");
}

TEST(Authorization, TakesQuotedWordsEscapesAndOddSpacing) {
  const auto read = parse_authorization(
      "digest\t,, USERNAME = \"a\\\"b\\\\,c\" ,qop=\"auth\",nc=\"00000001\" , x=y,\tresponse=abc "
      ",");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->username, "a\"b\\,c");
  EXPECT_EQ(read->qop, "auth");
  EXPECT_EQ(read->nonce_count, "00000001");
  EXPECT_EQ(read->response, "abc");
}

TEST(Authorization, TellsWhatWasNotSaidFromWhatIsEmpty) {
  const auto without = parse_authorization("Digest username=\"\"");
  ASSERT_TRUE(without);
  EXPECT_FALSE(without->qop);
  EXPECT_FALSE(without->algorithm);
  const auto with = parse_authorization("Digest qop=\"\", algorithm=\"\"");
  ASSERT_TRUE(with);
  EXPECT_EQ(with->qop, "");
  EXPECT_EQ(with->algorithm, "");
}

class BadAuthorization : public testing::TestWithParam<const char*> {};

TEST_P(BadAuthorization, IsNothing) {
  EXPECT_FALSE(parse_authorization(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadAuthorization,
    testing::Values("", "Digest", "Digestusername=\"a\"", "Basic YTpi", "Bearer x", " Digest a=b",
                    "Digest username", "Digest username=", "Digest =\"a\"", "Digest a=,b=c",
                    "Digest username=\"a", "Digest username=\"a\\", "Digest username=\"a\\\"",
                    "Digest a=b c=d", "Digest a=\"b\"c", "Digest a=b\"c\"", "Digest a=b=\x01",
                    "Digest username=\"a\", username=\"a\"", "Digest nonce=a, NONCE=b",
                    "Digest other=a, other=b", "Digest a=\"\x7f\"", "Digest a=\"\x01\""));

TEST(Authorization, KeepsItsLimits) {
  const std::string longest(maximum_authorization_parameter, 'a');
  EXPECT_TRUE(parse_authorization("Digest uri=\"" + longest + '"'));
  EXPECT_FALSE(parse_authorization("Digest uri=\"" + longest + "a\""));
  std::string field = "Digest a=b";
  field.resize(maximum_authorization, ' ');
  EXPECT_TRUE(parse_authorization(field));
  EXPECT_FALSE(parse_authorization(field + ' '));
}

}  // namespace
}  // namespace lineman::cwmp
