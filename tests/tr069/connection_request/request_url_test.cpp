#include "tr069/connection_request/request_url.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tr069/connection_request/random.hpp"

namespace lineman::cwmp {
namespace {

const HostAddress any4{"0.0.0.0", false, true};
const HostAddress any6{"::", true, true};
const HostAddress four{"192.0.2.1", false, false};
const HostAddress six{"2001:db8::1", true, false};
const HostAddress none{};

TEST(RequestUrl, IsThatOfTheFirstOpenAddress) {
  const std::vector<HostAddress> hosts{four, six};
  EXPECT_EQ(request_url({{four, 7547}, {any6, 7548}}, none, hosts, "p"), "http://192.0.2.1:7547/p");
  EXPECT_EQ(request_url({{any4, 7547}, {any6, 7548}}, none, hosts, "p"), "http://192.0.2.1:7547/p");
  EXPECT_EQ(request_url({{six, 7547}}, none, hosts, "p"), "http://[2001:db8::1]:7547/p");
  EXPECT_EQ(request_url({{any6, 7547}}, none, hosts, "p"), "http://[2001:db8::1]:7547/p");
}

TEST(RequestUrl, IsThatWhichTheAcsSees) {
  const HostAddress own4{"198.51.100.7", false, false};
  const HostAddress own6{"2001:db8::7", true, false};
  const std::vector<OpenAddress> both{{any4, 7547}, {any6, 7548}};
  EXPECT_EQ(request_url(both, own4, {four, six}, "p"), "http://198.51.100.7:7547/p");
  EXPECT_EQ(request_url(both, own6, {four, six}, "p"), "http://[2001:db8::7]:7548/p");
  EXPECT_EQ(request_url({{four, 7547}, {own4, 7548}}, own4, {}, "p"), "http://198.51.100.7:7548/p");
  EXPECT_EQ(request_url({{any4, 7547}}, own6, {four}, "p"), "http://192.0.2.1:7547/p")
      << "not where nothing listens";
}

TEST(RequestUrl, IsEmptyWhereThereIsNone) {
  EXPECT_EQ(request_url({}, four, {four, six}, "p"), "");
  EXPECT_EQ(request_url({{any6, 7547}}, none, {four}, "p"), "");
}

TEST(Random, PathsAreLongAndNeverTheSame) {
  std::set<std::string> paths;
  for (int i = 0; i < 1000; ++i) {
    const auto path = random_path();
    EXPECT_EQ(path.size(), 2 * path_octets);
    EXPECT_EQ(path.find_first_not_of("0123456789abcdef"), std::string::npos);
    paths.insert(path);
  }
  EXPECT_EQ(paths.size(), 1000U);
  static_assert(path_octets * 8 >= 128);
}

TEST(Random, OctetsAreAsManyAsAskedFor) {
  for (const std::size_t count : {0U, 1U, 16U, 1000U})
    EXPECT_EQ(random_octets(count).size(), count);
}

}  // namespace
}  // namespace lineman::cwmp
