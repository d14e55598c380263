#include "tr069/session/version_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tr069/session/http_status.hpp"
#include "tr069/session/quotation.hpp"
#include "tr069/session/session.hpp"

namespace lineman::cwmp {
namespace {

using ::testing::HasSubstr;

TEST(VersionChoice, GoesDownEachOnce) {
  for (const auto first : {Namespace::cwmp_1_2, Namespace::cwmp_1_3, Namespace::cwmp_1_4}) {
    VersionChoice choice(first);
    EXPECT_EQ(choice.current(), Namespace::cwmp_1_2);
    EXPECT_TRUE(choice.refused());
    EXPECT_EQ(choice.current(), Namespace::cwmp_1_1);
    EXPECT_TRUE(choice.refused());
    EXPECT_EQ(choice.current(), Namespace::cwmp_1_0);
    EXPECT_FALSE(choice.refused());
  }
  EXPECT_FALSE(VersionChoice(Namespace::cwmp_1_0).refused());
}

TEST(VersionChoice, WhatTheAcsAsksForComesFirst) {
  VersionChoice choice(Namespace::cwmp_1_2);
  EXPECT_TRUE(choice.refused(Namespace::cwmp_1_0));
  EXPECT_EQ(choice.current(), Namespace::cwmp_1_0);
  EXPECT_FALSE(choice.refused(Namespace::cwmp_1_2)) << "that was tried";
}

TEST(VersionChoice, GoesUpOnlyWhereTheAcsAsksForIt) {
  VersionChoice choice(Namespace::cwmp_1_0);
  EXPECT_TRUE(choice.refused(Namespace::cwmp_1_4));
  EXPECT_EQ(choice.current(), Namespace::cwmp_1_2);
  EXPECT_TRUE(choice.refused());
  EXPECT_EQ(choice.current(), Namespace::cwmp_1_1);
  EXPECT_FALSE(choice.refused()) << "1-0 was tried";
}

TEST(VersionChoice, ReadsVersions) {
  EXPECT_EQ(namespace_of_version("1.0"), Namespace::cwmp_1_0);
  EXPECT_EQ(namespace_of_version("1.1"), Namespace::cwmp_1_1);
  for (const auto* version : {"1.2", "1.3", "1.4"}) {
    EXPECT_EQ(namespace_of_version(version), Namespace::cwmp_1_2);
  }
  for (const auto* version : {"", "1", "1.5", "2.0", "1.00", "1.0,1.1"}) {
    EXPECT_EQ(namespace_of_version(version), std::nullopt) << version;
  }
}

TEST(HttpStatus, KnowsTheGoodOnes) {
  for (unsigned status = 0; status < 600; ++status) {
    EXPECT_EQ(is_good_status(status), status == 200 || status == 202 || status == 204) << status;
    EXPECT_EQ(may_be_a_version_problem(status), status == 400 || status == 500) << status;
  }
}

TEST(HttpStatus, SaysWhatEachMeans) {
  EXPECT_EQ(sentence_of_status(401), "the ACS refuses our credentials (HTTP 401)");
  EXPECT_EQ(sentence_of_status(403), "the ACS refuses our credentials (HTTP 403)");
  for (const unsigned status : {400U, 404U, 405U, 408U, 413U, 415U, 500U, 502U, 503U, 504U}) {
    const auto sentence = sentence_of_status(status);
    EXPECT_THAT(sentence, HasSubstr("(HTTP " + std::to_string(status) + ")"));
    EXPECT_EQ(sentence.find("unexpected"), std::string::npos) << sentence;
  }
  EXPECT_THAT(sentence_of_status(302), HasSubstr("unexpected status (HTTP 302)"));
}

TEST(Quotation, IsOneLineOfABoundedLength) {
  EXPECT_EQ(quotation("a\nb\x7f"), "a b ");
  const std::string longest(longest_quotation, 'x');
  EXPECT_EQ(quotation(longest), longest);
  EXPECT_EQ(quotation(longest + "x"), longest + "...");
}

TEST(Quotation, DoesNotCutACharacter) {
  const std::string before(longest_quotation - 1, 'x');
  EXPECT_EQ(quotation(before + "\u00e4"), before + "...");
  EXPECT_EQ(quotation(before.substr(1) + "\u00e4y"), before.substr(1) + "\u00e4...");
}

}  // namespace
}  // namespace lineman::cwmp
