#include "agent/control/name_pattern.hpp"

#include <gmock/gmock.h>

namespace lineman::agent {
namespace {

TEST(Matches, AStarStandsForAnyCharacters) {
  EXPECT_TRUE(matches("account.*.enable", "account.12.enable"));
  EXPECT_TRUE(matches("*", ""));
  EXPECT_TRUE(matches("a*b*c", "axxbxbxc"));
  EXPECT_TRUE(matches("account.1.*", "account.1.sip_server.1.port"));
  EXPECT_FALSE(matches("account.1.*", "account.2.enable"));
  EXPECT_FALSE(matches("a*b", "abc"));
  EXPECT_FALSE(matches("", "a"));
}

TEST(Matching, FindsInEveryFormOfTheName) {
  EXPECT_THAT(matching("account.*.label", 3), testing::SizeIs(3));
  EXPECT_THAT(matching("sipServerPort.1.*", 3), testing::SizeIs(2));
  EXPECT_THAT(matching("Device.X_00005E_SNMP.*", 3), testing::SizeIs(3));
  EXPECT_THAT(matching("account.1.enable", 3), testing::SizeIs(1));
  EXPECT_THAT(matching("account.1", 3), testing::IsEmpty());
  EXPECT_THAT(matching("Device.DeviceInfo.ProvisioningCode", 3), testing::SizeIs(1));
  EXPECT_THAT(matching("Device.DeviceInfo.*", 3), testing::SizeIs(1));
}

}  // namespace
}  // namespace lineman::agent
