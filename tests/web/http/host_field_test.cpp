#include "web/http/host_field.hpp"

#include <gtest/gtest.h>

namespace lineman::web {
namespace {

TEST(HostField, IsANameOrAnAddressWithOrWithoutAPort) {
  for (const auto* host : {"phone", "phone.example", "192.0.2.1", "192.0.2.1:8443", "my_phone:1",
                           "[2001:db8::1]", "[::ffff:192.0.2.1]:65535", "xn--bcher-kva.example."})
    EXPECT_EQ(read_host(host), host);
  EXPECT_EQ(read_host("Phone.EXAMPLE:80"), "phone.example:80");
}

TEST(HostField, IsNothingElse) {
  for (const auto* host : {"",
                           ":80",
                           "phone:",
                           "phone:0",
                           "phone:65536",
                           "phone:8a",
                           "phone:80:80",
                           "user@phone",
                           "a b",
                           "phone/path",
                           "[",
                           "[]",
                           "[::1",
                           "[::1]80",
                           "[evil.example]",
                           "phone,other",
                           ".phone",
                           "phone%00",
                           "p\xC3\xA4",
                           "http://phone"})
    EXPECT_EQ(read_host(host), std::nullopt) << host;
}

TEST(HostField, IsNotLongerThanANameCanBe) {
  EXPECT_TRUE(read_host(std::string(longest_host, 'a')));
  EXPECT_FALSE(read_host(std::string(longest_host + 1, 'a')));
}

}  // namespace
}  // namespace lineman::web
