#include "agent/transaction/validation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lineman::agent {
namespace {

using datamodel::ProblemCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr unsigned accounts = 4;

datamodel::ParameterRef parameter(std::string_view name) {
  return datamodel::find_by_name(name, datamodel::maximum_accounts).value();
}

TransactionRequest request(const std::vector<std::pair<std::string, std::string>>& changes) {
  TransactionRequest made;
  for (const auto& [name, value] : changes) made.changes.push_back({parameter(name), value});
  return made;
}

std::vector<std::string> names_of(const datamodel::Problems& problems) {
  std::vector<std::string> names;
  for (const auto& problem : problems) names.push_back(problem.name);
  return names;
}

Generation current() {
  return {.number = 41, .config_serial = 7};
}

TEST(Validation, AllProblemsAreReportedAtOnceEachWithItsParameter) {
  auto asked = request({{"account.1.sip_server.1.expires", "1"},
                        {"account.1.label", "good"},
                        {"account.9.label", "above this model"},
                        {"account.1.sip_server.1.transport_type", "x"},
                        {"account.2.sip_server.1.address", "10.0.0.1"},
                        {"account.2.sip_server.2.address", "10.0.0.1"}});
  asked.base = 40;
  asked.config_serial = 8;
  asked.parameter_key = std::string(33, 'x');
  const auto plan = plan_of(asked, current(), accounts);
  EXPECT_THAT(names_of(plan.problems),
              ElementsAre("account.1.sip_server.1.expires", "account.9.label",
                          "account.1.sip_server.1.transport_type", "account.2.sip_server.1.address",
                          "ParameterKey", "", "configSerialNo"));
  EXPECT_EQ(plan.problems[0].code, ProblemCode::wrong_value);
  EXPECT_EQ(plan.problems[0].value, "1");
  EXPECT_THAT(plan.problems[0].sentence, HasSubstr("is not between 30 and 2147483647"));
  EXPECT_EQ(plan.problems[1].code, ProblemCode::unknown_parameter);
  EXPECT_EQ(plan.problems[2].code, ProblemCode::wrong_type);
  EXPECT_EQ(plan.problems[3].code, ProblemCode::conflict);
  EXPECT_EQ(plan.problems[4].code, ProblemCode::wrong_length);
  EXPECT_EQ(plan.problems[5].code, ProblemCode::conflict);
  EXPECT_EQ(plan.problems[6].code, ProblemCode::conflict);
}

TEST(Validation, SecretsAreMasked) {
  const auto too_long = std::string(129, 'g');
  const auto plan = plan_of(request({{"account.1.password", too_long},
                                     {"account.2.password", "a"},
                                     {"account.2.password", "b"}}),
                            current(), accounts);
  ASSERT_THAT(plan.problems, SizeIs(3));
  for (const auto& problem : plan.problems) {
    EXPECT_EQ(problem.value, "********");
    EXPECT_THAT(problem.sentence, Not(HasSubstr("ggg")));
  }
}

TEST(Validation, TheSameParameterTwice) {
  const auto same = plan_of(request({{"account.1.sip_server.1.expires", "60"},
                                     {"account.1.sip_server.1.expires", "060"}}),
                            current(), accounts);
  EXPECT_THAT(same.problems, IsEmpty());
  EXPECT_THAT(same.changed, SizeIs(1));
  const auto different = plan_of(
      request({{"account.1.label", "a"}, {"account.2.label", "x"}, {"account.1.label", "b"}}),
      current(), accounts);
  EXPECT_THAT(names_of(different.problems), ElementsAre("account.1.label", "account.1.label"));
  EXPECT_EQ(different.problems[0].value, "a");
  EXPECT_EQ(different.problems[1].value, "b");
}

TEST(Validation, RulesHoldForTheFinalStateAndNotForTheOrder) {
  auto now = current();
  now.values.set(parameter("account.1.sip_server.1.address"), "10.0.0.1");
  now.values.set(parameter("account.1.sip_server.2.address"), "10.0.0.2");
  // Each change alone would make the servers the same at some point of some order.
  const auto swapped = plan_of(request({{"account.1.sip_server.1.address", "10.0.0.2"},
                                        {"account.1.sip_server.2.address", "10.0.0.1"}}),
                               now, accounts);
  EXPECT_THAT(swapped.problems, IsEmpty());
  EXPECT_THAT(swapped.changed, SizeIs(2));
}

TEST(Validation, WhatIsUnchangedIsNoChange) {
  const auto plan = plan_of(request({{"account.1.label", ""}}), current(), accounts);
  EXPECT_THAT(plan.changed, IsEmpty());
  EXPECT_FALSE(plan.makes_generation);
}

TEST(Validation, TheNextGenerationHoldsWhatBelongsToIt) {
  auto asked = request({{"account.2.label", "b"}, {"account.1.label", "a"}});
  asked.asker = {Door::cwmp, "https://acs"};
  asked.parameter_key = "key";
  asked.config_serial = 7;
  auto now = current();
  now.kept_values = {{"from.the.future", "1"}};
  const auto plan = plan_of(asked, now, accounts);
  EXPECT_THAT(plan.next.changed, ElementsAre("account.1.label", "account.2.label"));
  EXPECT_EQ(plan.next.asker, (Asker{Door::cwmp, "https://acs"}));
  EXPECT_EQ(plan.next.parameter_key, "key");
  EXPECT_EQ(plan.next.config_serial, 8U);
  EXPECT_EQ(plan.next.kept_values, now.kept_values);
}

TEST(Validation, ConfigSerialWrapsAsTestAndIncrDoes) {
  auto asked = request({});
  asked.config_serial = maximum_config_serial;
  const auto plan = plan_of(asked, {.number = 1, .config_serial = maximum_config_serial}, accounts);
  EXPECT_TRUE(plan.makes_generation);
  EXPECT_EQ(plan.next.config_serial, 0U);
}

TEST(Validation, LongNamesOfAskersAreCutAtACharacter) {
  auto asked = request({{"account.1.label", "a"}});
  for (int i = 0; i < 100; ++i) asked.asker.who += "話";
  const auto plan = plan_of(asked, current(), accounts);
  EXPECT_EQ(plan.next.asker.who.size(), 255U);
  EXPECT_TRUE(datamodel::utf8_length(plan.next.asker.who));
}

}  // namespace
}  // namespace lineman::agent
