#include "tr069/model/register_uri.hpp"

#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

struct Pair {
  std::string user_name;
  std::string address;
  std::string uri;
};

class RegisterUri : public ::testing::TestWithParam<Pair> {};

TEST_P(RegisterUri, IsMadeFromWhatIsStored) {
  EXPECT_EQ(register_uri_of(GetParam().user_name, GetParam().address), GetParam().uri);
}

TEST_P(RegisterUri, LeadsBackToIt) {
  EXPECT_EQ(user_name_of(GetParam().uri, GetParam().address), GetParam().user_name);
}

INSTANTIATE_TEST_SUITE_P(
    Pairs, RegisterUri,
    ::testing::Values(Pair{"alice", "sip.example", "sip:alice@sip.example"},
                      Pair{"alice@b.example", "sip.example", "sip:alice@b.example"},
                      Pair{"alice", "192.0.2.1", "sip:alice@192.0.2.1"},
                      Pair{"alice", "2001:db8::1", "sip:alice@[2001:db8::1]"},
                      Pair{"a b", "sip.example", "sip:a%20b@sip.example"},
                      Pair{"+4930", "sip.example", "sip:+4930@sip.example"},
                      Pair{"j\xC3\xB6rg", "sip.example", "sip:j%C3%B6rg@sip.example"},
                      Pair{"a@b@sip.example", "sip.example", "sip:a%40b@sip.example"},
                      Pair{"", "sip.example", ""}));

TEST(RegisterUriText, NeedsADomain) {
  EXPECT_EQ(register_uri_of("alice", ""), "");
  EXPECT_EQ(register_uri_of("alice@b.example", ""), "sip:alice@b.example");
  EXPECT_EQ(register_uri_of("alice@", "sip.example"), "sip:alice@sip.example");
  EXPECT_EQ(register_uri_of("@b.example", "sip.example"), "");
}

TEST(RegisterUriText, TakesTheDomainOfServerOneInAnyCase) {
  EXPECT_EQ(user_name_of("SIP:alice@SIP.Example", "sip.example"), "alice");
  EXPECT_EQ(user_name_of("sip:alice@Other.Example", "sip.example"), "alice@other.example");
  EXPECT_EQ(user_name_of("sip:alice@sip.example", ""), "alice@sip.example");
}

TEST(RegisterUriText, RefusesWhatSaysMoreOrLess) {
  for (const auto* uri : {"alice",
                          "alice@sip.example",
                          "sip:",
                          "sip:alice",
                          "sip:@sip.example",
                          "sip:alice@",
                          "sips:alice@sip.example",
                          "tel:+4930",
                          "sip:alice@sip.example:5060",
                          "sip:alice@sip.example;transport=tcp",
                          "sip:alice@sip.example?x=y",
                          "sip:alice:secret@sip.example",
                          "sip:a b@sip.example",
                          "sip:a%2@sip.example",
                          "sip:a%zz@sip.example",
                          "sip:a@b@sip.example",
                          "sip:alice@[sip.example]",
                          "sip:alice@2001:db8::1",
                          "sip:alice@sip_.-example.",
                          " sip:alice@sip.example",
                          "<sip:alice@sip.example>",
                          "sip:alice@-x.example"}) {
    EXPECT_FALSE(user_name_of(uri, "sip.example")) << uri;
  }
}

}  // namespace
}  // namespace lineman::cwmp
