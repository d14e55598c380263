#include "sipcore/dns/service_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lineman::sipcore {
namespace {

std::string text_of(const std::vector<Host>& hosts) {
  std::string text;
  for (const auto& host : hosts) text += host.name + ":" + std::to_string(host.port) + " ";
  return text;
}

std::string text_of(const std::vector<Service>& services) {
  std::string text;
  for (const auto& one : services) text += one.name + (one.by_srv ? " " : ". ");
  return text;
}

TEST(ServiceOrder, DoesNotDependOnTheAnswersOrder) {
  std::vector<SrvRecord> records{{1, 10, 5060, "a"}, {1, 10, 5060, "b"}, {1, 10, 5061, "a"},
                                 {1, 20, 5060, "c"}, {0, 0, 5060, "d"},  {1, 10, 5060, "a"}};
  std::ranges::sort(records);
  do {
    ASSERT_EQ(text_of(hosts_in_order(records)), "d:5060 c:5060 a:5060 a:5061 b:5060 ");
  } while (std::ranges::next_permutation(records).found);
}

TEST(ServiceOrder, PutsPointersByOrderAndPreference) {
  std::vector<NaptrRecord> records{{1, 10, "s", "sip+d2u", "", "a"},
                                   {1, 10, "s", "sip+d2u", "", "b"},
                                   {2, 5, "s", "sip+d2t", "", "d"},
                                   {1, 11, "a", "sips+d2t", "", "c"}};
  std::ranges::sort(records);
  do {
    ASSERT_EQ(text_of(services_in_order(records)), "a b c. d ");
  } while (std::ranges::next_permutation(records).found);
}

TEST(ServiceOrder, FollowsABoundedNumberOfPointers) {
  std::vector<NaptrRecord> records(20, {1, 10, "s", "sip+d2u", "", "a"});
  EXPECT_EQ(services_in_order(records).size(), most_services);
}

TEST(ServiceOrder, NamesServicesAsTheRfcDoes) {
  EXPECT_EQ(srv_service("sip.test", Protocol::udp).name, "_sip._udp.sip.test");
  EXPECT_EQ(srv_service("sip.test", Protocol::tcp).name, "_sip._tcp.sip.test");
  EXPECT_EQ(srv_service("sip.test", Protocol::tls).name, "_sips._tcp.sip.test");
}

}  // namespace
}  // namespace lineman::sipcore
