#include "sipcore/instance_id.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lineman::sipcore {
namespace {

using testing::MatchesRegex;

TEST(InstanceId, IsAUuidOfAName) {
  EXPECT_THAT(instance_id_of("machine", "", ""),
              MatchesRegex("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                           "[0-9a-f]{12}"));
}

TEST(InstanceId, IsTheSameForTheSamePhoneOnly) {
  EXPECT_EQ(instance_id_of("machine", "1", "2"), instance_id_of("machine", "1", "2"));
  EXPECT_NE(instance_id_of("machine", "1", "2"), instance_id_of("machine", "1", "3"));
  EXPECT_NE(instance_id_of("machine", "1", "2"), instance_id_of("other", "1", "2"));
  EXPECT_EQ(instance_id("1", "2"), instance_id("1", "2"));
}

}  // namespace
}  // namespace lineman::sipcore
