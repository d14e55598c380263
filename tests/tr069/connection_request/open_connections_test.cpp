#include "tr069/connection_request/open_connections.hpp"

#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

TEST(OpenConnections, HaveRoomForSoManyOfOneSource) {
  OpenConnections open;
  for (std::size_t i = 0; i < maximum_connections_of_source; ++i) EXPECT_TRUE(open.add("a"));
  EXPECT_FALSE(open.add("a"));
  EXPECT_TRUE(open.add("b"));
  open.remove("a");
  EXPECT_TRUE(open.add("a"));
  EXPECT_FALSE(open.add("a"));
}

TEST(OpenConnections, HaveRoomForSoManyInAll) {
  OpenConnections open;
  for (std::size_t i = 0; i < maximum_connections; ++i) EXPECT_TRUE(open.add(std::to_string(i)));
  EXPECT_FALSE(open.add("one more"));
  open.remove("unknown");
  EXPECT_FALSE(open.add("one more"));
  open.remove("0");
  EXPECT_TRUE(open.add("one more"));
}

TEST(OpenConnections, OneSourceCannotShutTheOthersOut) {
  EXPECT_LT(maximum_connections_of_source, maximum_connections);
}

}  // namespace
}  // namespace lineman::cwmp
