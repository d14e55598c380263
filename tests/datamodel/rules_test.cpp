#include "datamodel/rules.hpp"

#include <gmock/gmock.h>

namespace lineman::datamodel {
namespace {

ParameterRef ref(std::string_view name) {
  return find_by_name(name, maximum_accounts).value();
}

Values two_servers(std::string_view port_of_second) {
  Values values;
  values.set(ref("account.1.sip_server.1.address"), "sip.example.com");
  values.set(ref("account.1.sip_server.2.address"), "sip.example.com");
  values.set(ref("account.1.sip_server.2.port"), port_of_second);
  return values;
}

TEST(BrokenRules, TheTwoServersOfAnAccountDiffer) {
  const auto second = ref("account.1.sip_server.2.address");
  const auto problems = broken_rules(two_servers("5060"), std::array{second});
  ASSERT_THAT(problems, testing::SizeIs(1));
  EXPECT_EQ(problems[0].code, ProblemCode::conflict);
  EXPECT_EQ(problems[0].name, "account.1.sip_server.2.address");
  EXPECT_EQ(problems[0].sentence,
            "would make servers 1 and 2 of account 1 the same: address, port and transport");
}

TEST(BrokenRules, AnotherPortMakesAnotherServer) {
  EXPECT_THAT(broken_rules(two_servers("5070"), std::array{ref("account.1.sip_server.2.address")}),
              testing::IsEmpty());
}

TEST(BrokenRules, TwoEmptyAddressesAreNoServers) {
  EXPECT_THAT(broken_rules(Values{}, std::array{ref("account.1.sip_server.2.port")}),
              testing::IsEmpty());
}

TEST(BrokenRules, WhatWasStoredBeforeIsNotJudgedAgain) {
  EXPECT_THAT(broken_rules(two_servers("5060"), std::array{ref("account.1.sip_server.2.expires"),
                                                           ref("account.2.sip_server.1.port")}),
              testing::IsEmpty());
}

}  // namespace
}  // namespace lineman::datamodel
