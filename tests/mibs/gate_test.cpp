#include "mibs/door/gate.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.hpp"

namespace lineman::mibs {
namespace {

SourceAddress at(std::string_view text) {
  return *source_address(text);
}

class GateTest : public ::testing::Test {
 protected:
  static SnmpSettings settings() {
    SnmpSettings settings;
    settings.rate_limit = 2;
    settings.communities = {{.name = "look", .source = "192.0.2.0/24"}, {.name = "nobody"}};
    return settings;
  }

  lineman::test::FakeClock clock_;
  SnmpDoorCounters counters_;
  Gate gate_{clock_, counters_, settings()};
};

TEST_F(GateTest, ACommunityCountsForItsSources) {
  EXPECT_TRUE(gate_.knows("look", at("192.0.2.7")));
  EXPECT_FALSE(gate_.knows("look", at("198.51.100.7")));
  EXPECT_FALSE(gate_.knows("looks", at("192.0.2.7")));
  EXPECT_FALSE(gate_.knows("", at("192.0.2.7")));
  EXPECT_FALSE(gate_.knows("nobody", at("192.0.2.7"))) << "no source is none, not any";
}

TEST_F(GateTest, WhoIsNotTrustedIsCountedAndHasNoShareOfTheRate) {
  gate_.trust("192.0.2.0/24");
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(gate_.permits(at("198.51.100.7")));
  EXPECT_EQ(counters_.untrusted, 3U);
  EXPECT_EQ(counters_.rate_limited, 0U);
  gate_.trust("");
  EXPECT_TRUE(gate_.permits(at("198.51.100.7")));
}

TEST_F(GateTest, WhatIsTooFastIsCounted) {
  const auto source = at("192.0.2.7");
  EXPECT_TRUE(gate_.permits(source) && gate_.permits(source));
  EXPECT_FALSE(gate_.permits(source));
  EXPECT_EQ(counters_.rate_limited, 1U);
}

TEST_F(GateTest, OtherSettingsTakeThePlaceOfTheFirst) {
  auto other = settings();
  other.communities = {{.name = "other", .source = "0.0.0.0/0"}};
  other.rate_limit = 0;
  gate_.apply(other);
  EXPECT_FALSE(gate_.knows("look", at("192.0.2.7")));
  EXPECT_TRUE(gate_.knows("other", at("192.0.2.7")));
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(gate_.permits(at("192.0.2.7")));
}

}  // namespace
}  // namespace lineman::mibs
