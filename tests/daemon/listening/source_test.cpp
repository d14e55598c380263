#include "daemon/listening/source.hpp"

#include <gtest/gtest.h>

namespace lineman::daemon {
namespace {

std::string source(const char* address) {
  return source_of(boost::asio::ip::make_address(address));
}

TEST(Source, AHostOfIPv6IsOneWithWhicheverOfItsAddresses) {
  EXPECT_EQ(source("2001:db8::1"), source("2001:db8::ffff:2"));
  EXPECT_NE(source("2001:db8::1"), source("2001:db8:0:1::1"));
  EXPECT_EQ(source("::ffff:192.0.2.1"), source("192.0.2.1"));
  EXPECT_NE(source("192.0.2.1"), source("192.0.2.2"));
}

}  // namespace
}  // namespace lineman::daemon
