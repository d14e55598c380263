#include "daemon/listening/host_address.hpp"

#include <gtest/gtest.h>

namespace lineman::daemon {
namespace {

const HostAddress any4{"0.0.0.0", false, true};
const HostAddress any6{"::", true, true};
const HostAddress four{"192.0.2.1", false, false};
const HostAddress six{"2001:db8::1", true, false};
const HostAddress none{};

TEST(HostAddress, IsReadFromText) {
  EXPECT_EQ(host_address("192.0.2.1"), four);
  EXPECT_EQ(host_address("2001:DB8::1"), six);
  EXPECT_EQ(host_address("0.0.0.0"), any4);
  EXPECT_EQ(host_address("::"), any6);
  EXPECT_EQ(host_address("::ffff:192.0.2.1"), four);
  EXPECT_EQ(host_address("fe80::1%eth0").text, "fe80::1");
  for (const auto* text : {"", "phone", "192.0.2", "[::1]", "%eth0"})
    EXPECT_EQ(host_address(text), none) << text;
}

TEST(HostAddress, IsFoundWithLoopbackLast) {
  const auto all = host_addresses();
  bool loopback = false;
  for (const auto& host : all) {
    EXPECT_FALSE(host.text.empty());
    EXPECT_FALSE(host.any);
    const bool loops = host.text == "::1" || host.text.starts_with("127.");
    EXPECT_TRUE(loops || !loopback) << host.text << " is behind the loopback";
    loopback = loopback || loops;
  }
  EXPECT_TRUE(loopback);
}

}  // namespace
}  // namespace lineman::daemon
